import type {
  ListTagsRequest,
  ListTagsResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-lambda';
import type { Call } from '../service';
import { invalidValue } from './errors';
import { changeFunction, type FoundFunction, findFunction, functionAddress } from './find-function';

const MAX_TAGS = 50;

export function listTags(input: ListTagsRequest, call: Call): ListTagsResponse {
  return { Tags: taggedFunction(input, call).found.tags };
}

export function tagResource(input: TagResourceRequest, call: Call): object {
  const target = taggedFunction(input, call);
  if (Object.keys(input.Tags ?? {}).length === 0) {
    throw invalidValue('An error occurred and the request cannot be processed.');
  }
  const tags = { ...target.found.tags, ...input.Tags };
  checkTags(tags);
  changeFunction(target, (stored) => {
    stored.tags = tags;
  });
  return {};
}

export function untagResource(input: UntagResourceRequest, call: Call): object {
  const removed = input.TagKeys ?? [];
  changeFunction(taggedFunction(input, call), (stored) => {
    const kept = Object.entries(stored.tags).filter(([key]) => !removed.includes(key));
    stored.tags = Object.fromEntries(kept);
  });
  return {};
}

function taggedFunction(
  { Resource }: { Resource?: string | undefined },
  call: Call,
): FoundFunction {
  const input = { FunctionName: Resource };
  if (functionAddress(call.cloud, input, call.account).qualifier !== undefined) {
    throw invalidValue(
      'Tags on function aliases and versions are not supported. Please specify a function ARN.',
    );
  }
  return findFunction(input, call);
}

/** @throws ServiceError for more tags than a function may have */
export function checkTags(tags: Record<string, string>): void {
  if (Object.keys(tags).length <= MAX_TAGS) return;
  throw invalidValue('Number of tags exceeds resource tag limit.');
}
