import type {
  CreateRestApiRequest,
  DeleteRestApiRequest,
  GetRestApiRequest,
  GetRestApisRequest,
  RestApi,
  RestApis,
  UpdateRestApiRequest,
} from '@aws-sdk/client-api-gateway';
import { randomLowerCaseId } from '../../account/identifiers';
import type { Call } from '../service';
import { pageOf } from './page';
import { entries, flag, integer, items, type PatchRules, patched, text } from './patch';
import { checkResourcePolicy } from './resource-policy';
import { apiGatewaySlice, type StoredRestApi } from './state';
import { badRequest, changeRestApi, readRestApi, shownTime } from './stored';

type ApiMembers = StoredRestApi['api'];

const PATCHES: PatchRules<ApiMembers> = {
  '/name': text('name'),
  '/description': text('description'),
  '/policy': text('policy'),
  '/version': text('version'),
  '/apiKeySource': text('apiKeySource'),
  '/minimumCompressionSize': integer('minimumCompressionSize'),
  '/disableExecuteApiEndpoint': flag('disableExecuteApiEndpoint'),
  '/binaryMediaTypes/*': items('binaryMediaTypes'),
  '/tags/*': entries('tags'),
  '/endpointConfiguration/types/*': ({ endpointConfiguration }, { value }) => {
    if (endpointConfiguration) endpointConfiguration.types = [endpointType(value)];
  },
};

export function createRestApi(input: CreateRestApiRequest, call: Call): RestApi {
  if (input.cloneFrom) throw badRequest('cloneFrom is not supported here: create the API anew');
  const rootId = randomLowerCaseId(10);
  const api = { ...defaultsOf(input), id: randomLowerCaseId(10), rootResourceId: rootId };
  check(api);
  const created: StoredRestApi = {
    api,
    createdDate: call.cloud.clock.now().toISOString(),
    resources: { [rootId]: { id: rootId, path: '/', resourceMethods: {} } },
    deployments: {},
    stages: {},
  };
  call.account.change(apiGatewaySlice, ({ restApis }) => {
    restApis[api.id] = created;
  });
  return shown(created);
}

export function getRestApi(input: GetRestApiRequest, call: Call): RestApi {
  return shown(readRestApi(call, input.restApiId));
}

export function getRestApis(input: GetRestApisRequest, call: Call): RestApis {
  const all = Object.values(call.account.read(apiGatewaySlice).restApis);
  return pageOf(all.map(shown), input);
}

export function updateRestApi(input: UpdateRestApiRequest, call: Call): RestApi {
  return changeRestApi(call, input.restApiId, (restApi) => {
    const api = patched(restApi.api, input.patchOperations, PATCHES);
    check(api);
    restApi.api = api;
    return shown(restApi);
  });
}

export function deleteRestApi(input: DeleteRestApiRequest, call: Call): object {
  const { api } = readRestApi(call, input.restApiId);
  call.account.change(apiGatewaySlice, ({ restApis }) => {
    delete restApis[api.id];
  });
  return {};
}

function defaultsOf(input: CreateRestApiRequest) {
  const { cloneFrom: _, ...members } = input;
  return {
    ...members,
    apiKeySource: members.apiKeySource ?? 'HEADER',
    disableExecuteApiEndpoint: members.disableExecuteApiEndpoint ?? false,
    endpointConfiguration: members.endpointConfiguration ?? { types: ['EDGE' as const] },
    tags: members.tags ?? {},
  };
}

function check(api: ApiMembers): void {
  if (!api.name?.trim()) throw badRequest('Invalid REST API name specified: it must not be empty');
  if (api.policy) checkResourcePolicy(api.policy);
}

function endpointType(value: string): 'EDGE' | 'PRIVATE' | 'REGIONAL' {
  if (value === 'EDGE' || value === 'PRIVATE' || value === 'REGIONAL') return value;
  throw badRequest(`Invalid endpoint type '${value}'. Must be one of: [EDGE, PRIVATE, REGIONAL]`);
}

/** API Gateway shows the policy with its quotes escaped, as if it stood in a JSON text. */
function shown({ api, createdDate }: StoredRestApi): RestApi {
  const policy = api.policy && JSON.stringify(api.policy).slice(1, -1);
  return { ...api, policy, createdDate: shownTime(createdDate) };
}
