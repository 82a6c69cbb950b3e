import type {
  ListTagsRequest,
  ListTagsResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-lambda';
import type { Call } from '../service';
import { invalidValue } from './errors';
import { changeFunction, findFunction } from './find-function';

const MAX_TAGS = 50;

export function listTags(input: ListTagsRequest, call: Call): ListTagsResponse {
  return { Tags: findFunction(input.Resource, call).found.tags };
}

export function tagResource(input: TagResourceRequest, call: Call): object {
  const target = findFunction(input.Resource, call);
  const tags = { ...target.found.tags, ...input.Tags };
  checkTags(tags);
  changeFunction(target, undefined, (stored) => {
    stored.tags = tags;
  });
  return {};
}

export function untagResource(input: UntagResourceRequest, call: Call): object {
  const removed = input.TagKeys ?? [];
  changeFunction(findFunction(input.Resource, call), undefined, (stored) => {
    const kept = Object.entries(stored.tags).filter(([key]) => !removed.includes(key));
    stored.tags = Object.fromEntries(kept);
  });
  return {};
}

/** @throws ServiceError for more tags than a function may have */
export function checkTags(tags: Record<string, string>): void {
  if (Object.keys(tags).length <= MAX_TAGS) return;
  throw invalidValue(`The number of tags must be less than or equal to ${MAX_TAGS}.`);
}
