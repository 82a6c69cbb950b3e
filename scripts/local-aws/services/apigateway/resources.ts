import type {
  CreateResourceRequest,
  DeleteResourceRequest,
  GetResourceRequest,
  GetResourcesRequest,
  Resource,
  Resources,
  UpdateResourceRequest,
} from '@aws-sdk/client-api-gateway';
import { randomLowerCaseId } from '../../account/identifiers';
import { table } from '../../state/slice';
import type { Call } from '../service';
import { pageOf } from './page';
import { type PatchRules, patched, text } from './patch';
import type { StoredResource, StoredRestApi } from './state';
import { badRequest, changeRestApi, conflict, readRestApi, resourceOf } from './stored';

const PATH_PART = /^(?:[a-zA-Z0-9._\-:]+|\{[a-zA-Z0-9._\-:]+\+?\})$/;

const PATCHES: PatchRules<StoredResource> = {
  '/pathPart': text('pathPart'),
  '/parentId': text('parentId'),
};

export function createResource(input: CreateResourceRequest, call: Call): Resource {
  return changeRestApi(call, input.restApiId, (restApi) => {
    const parent = resourceOf(restApi, input.parentId);
    const resource: StoredResource = {
      id: randomLowerCaseId(6),
      parentId: parent.id,
      pathPart: input.pathPart,
      path: '',
      resourceMethods: table(),
    };
    place(restApi, resource);
    return shown(resource);
  });
}

export function getResource(input: GetResourceRequest, call: Call): Resource {
  return shown(resourceOf(readRestApi(call, input.restApiId), input.resourceId), input.embed);
}

export function getResources(input: GetResourcesRequest, call: Call): Resources {
  const all = Object.values(readRestApi(call, input.restApiId).resources);
  return pageOf(
    all.map((resource) => shown(resource, input.embed)),
    input,
  );
}

export function updateResource(input: UpdateResourceRequest, call: Call): Resource {
  return changeRestApi(call, input.restApiId, (restApi) => {
    const current = resourceOf(restApi, input.resourceId);
    const resource = patched(current, input.patchOperations, PATCHES);
    if (isRoot(current)) throw rootIsFixed(current, resource);
    if (lineageOf(restApi, resource.parentId).includes(resource.id)) {
      throw badRequest('Resources cannot be cyclical.');
    }
    place(restApi, resource);
    return shown(resource);
  });
}

export function deleteResource(input: DeleteResourceRequest, call: Call): object {
  return changeRestApi(call, input.restApiId, (restApi) => {
    const resource = resourceOf(restApi, input.resourceId);
    if (isRoot(resource)) throw badRequest('Root resource cannot be deleted');
    for (const below of withDescendants(restApi, resource)) delete restApi.resources[below.id];
    return {};
  });
}

/**
 * Puts a resource into the tree, and gives it and all below it their paths.
 * @throws BadRequestException or ConflictException if it may not be there
 */
function place(restApi: StoredRestApi, resource: StoredResource): void {
  const parent = resourceOf(restApi, resource.parentId);
  checkPathPart(restApi, parent, resource);
  restApi.resources[resource.id] = resource;
  for (const below of withDescendants(restApi, resource)) {
    below.path = pathBelow(resourceOf(restApi, below.parentId), below.pathPart ?? '');
  }
}

function checkPathPart(
  restApi: StoredRestApi,
  parent: StoredResource,
  { id, pathPart = '' }: StoredResource,
): void {
  if (!PATH_PART.test(pathPart)) {
    throw badRequest(
      "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable " +
        'and curly braces at the beginning and the end.',
    );
  }
  if (parent.path.endsWith('+}')) {
    throw badRequest(
      `Cannot create a child of a resource with a greedy path variable: ${parent.pathPart}`,
    );
  }
  const siblings = childrenOf(restApi, parent).filter((sibling) => sibling.id !== id);
  if (siblings.some((sibling) => sibling.pathPart === pathPart)) {
    throw conflict(`Another resource with the same parent already has this name: ${pathPart}`);
  }
  checkOneVariable(siblings, pathPart);
}

/** A `{name}` and a `{name+}` both match any part, so only one of them may be below a parent. */
function checkOneVariable(siblings: StoredResource[], pathPart: string): void {
  if (!pathPart.startsWith('{')) return;
  const rival = siblings.find((sibling) => sibling.pathPart?.startsWith('{'));
  if (!rival) return;
  throw badRequest(
    `A sibling (${rival.pathPart}) of this resource already has a variable path part -- ` +
      'only one is allowed',
  );
}

function rootIsFixed(root: StoredResource, { pathPart }: StoredResource) {
  const member = pathPart === root.pathPart ? 'parentId' : 'pathPart';
  return badRequest(`Root resource cannot update its ${member}.`);
}

function pathBelow(parent: StoredResource, pathPart: string): string {
  return `${parent.path === '/' ? '' : parent.path}/${pathPart}`;
}

function isRoot(resource: StoredResource): boolean {
  return resource.parentId === undefined;
}

function childrenOf(restApi: StoredRestApi, parent: StoredResource): StoredResource[] {
  return Object.values(restApi.resources).filter(({ parentId }) => parentId === parent.id);
}

/** The resource and all below it, each after its parent. */
function withDescendants(restApi: StoredRestApi, resource: StoredResource): StoredResource[] {
  const below = childrenOf(restApi, resource);
  return [resource, ...below.flatMap((child) => withDescendants(restApi, child))];
}

/** The ids of a resource and all above it. */
function lineageOf(restApi: StoredRestApi, id: string | undefined): string[] {
  const resource = resourceOf(restApi, id);
  return isRoot(resource) ? [resource.id] : [resource.id, ...lineageOf(restApi, resource.parentId)];
}

/** Without `embed=methods`, a resource shows which methods it has, but not what they are. */
function shown(resource: StoredResource, embed: string[] | undefined = []): Resource {
  const { resourceMethods, ...members } = resource;
  const methods = Object.entries(resourceMethods);
  if (methods.length === 0) return members;
  if (embed.includes('methods')) return { ...members, resourceMethods };
  return { ...members, resourceMethods: Object.fromEntries(methods.map(([name]) => [name, {}])) };
}
