import type {
  GetTagsRequest,
  TagResourceRequest,
  Tags,
  UntagResourceRequest,
} from '@aws-sdk/client-api-gateway';
import type { Call } from '../service';
import { stageOf } from './stages';
import type { StoredRestApi } from './state';
import { badRequest, changeRestApi, readRestApi } from './stored';

const MAXIMUM_TAGS = 50;
const TAGGABLE = /^arn:aws:apigateway:[^:]*::\/restapis\/([^/]+)(?:\/stages\/([^/]+))?$/;

export function getTags(input: GetTagsRequest, call: Call): Tags {
  const { apiId, stageName } = taggable(input.resourceArn);
  return { tags: holderOf(readRestApi(call, apiId), stageName).tags ?? {} };
}

export function tagResource(input: TagResourceRequest, call: Call): object {
  return changeTags(input.resourceArn, call, (tags) => ({ ...tags, ...input.tags }));
}

export function untagResource(input: UntagResourceRequest, call: Call): object {
  const removed = input.tagKeys ?? [];
  return changeTags(input.resourceArn, call, (tags) =>
    Object.fromEntries(Object.entries(tags).filter(([key]) => !removed.includes(key))),
  );
}

type TagMap = Record<string, string>;

function changeTags(arn: string | undefined, call: Call, change: (tags: TagMap) => TagMap): object {
  const { apiId, stageName } = taggable(arn);
  return changeRestApi(call, apiId, (restApi) => {
    const holder = holderOf(restApi, stageName);
    const tags = change(holder.tags ?? {});
    if (Object.keys(tags).length > MAXIMUM_TAGS) {
      throw badRequest(`A resource can have at most ${MAXIMUM_TAGS} tags`);
    }
    holder.tags = tags;
    return {};
  });
}

function taggable(arn: string | undefined): { apiId: string; stageName?: string } {
  const parts = TAGGABLE.exec(arn ?? '');
  if (!parts) throw badRequest(`Invalid resource ARN specified: ${arn}`);
  return { apiId: parts[1]!, stageName: parts[2] };
}

/** A REST API or one of its stages, whichever the ARN named. */
function holderOf(restApi: StoredRestApi, stageName: string | undefined): { tags?: TagMap } {
  return stageName === undefined ? restApi.api : stageOf(restApi, stageName).stage;
}
