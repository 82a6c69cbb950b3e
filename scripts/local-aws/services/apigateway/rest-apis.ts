import type {
  CreateRestApiRequest,
  DeleteRestApiRequest,
  EndpointConfiguration,
  GetRestApiRequest,
  GetRestApisRequest,
  RestApi,
  RestApis,
  UpdateRestApiRequest,
} from '@aws-sdk/client-api-gateway';
import { randomLowerCaseId } from '../../account/identifiers';
import { table } from '../../state/slice';
import type { Call } from '../service';
import { pageOf } from './page';
import { entries, flag, items, type PatchRules, type PatchWording, patched, text } from './patch';
import { checkResourcePolicy } from './resource-policy';
import { apiGatewaySlice, type StoredRestApi } from './state';
import { badRequest, changeRestApi, readRestApi, shownTime } from './stored';

type ApiMembers = StoredRestApi['api'];

const PATCHES: PatchRules<ApiMembers> = {
  '/name': text('name'),
  '/description': text('description', ['remove', 'replace']),
  '/policy': text('policy', ['remove', 'replace']),
  '/version': text('version'),
  '/apiKeySource': text('apiKeySource'),
  '/minimumCompressionSize': {
    operations: ['replace'],
    apply(api, { value }) {
      if (value === '') delete api.minimumCompressionSize;
      else api.minimumCompressionSize = /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
    },
  },
  '/disableExecuteApiEndpoint': flag('disableExecuteApiEndpoint'),
  '/binaryMediaTypes/*': items('binaryMediaTypes'),
  '/tags/*': entries('tags'),
  '/endpointConfiguration/types/*': {
    operations: ['replace'],
    apply({ endpointConfiguration }, { value }) {
      if (endpointConfiguration) endpointConfiguration.types = [endpointType(value)];
    },
  },
  '/endpointConfiguration/ipAddressType': {
    operations: ['replace'],
    apply({ endpointConfiguration }, { value }) {
      if (endpointConfiguration) endpointConfiguration.ipAddressType = ipAddressType(value);
    },
  },
};

const WORDING: PatchWording = {
  unknownPath: (path) => `Invalid patch path ${path}`,
  unsupportedOperation: (_path, _op, supported) =>
    `Invalid patch operation specified. Must be one of: [${supported.join(', ')}]`,
};

const MAXIMUM_COMPRESSION_SIZE = 10_485_760;

export function createRestApi(input: CreateRestApiRequest, call: Call): RestApi {
  if (input.cloneFrom) throw badRequest('cloneFrom is not supported here: create a new API');
  const rootId = randomLowerCaseId(10);
  const api = { ...defaultsOf(input), id: randomLowerCaseId(10), rootResourceId: rootId };
  check(api);
  const created: StoredRestApi = {
    api,
    createdDate: call.cloud.clock.now().toISOString(),
    resources: { [rootId]: { id: rootId, path: '/', resourceMethods: {} } },
    deployments: table(),
    stages: table(),
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
    const api = patched(restApi.api, input.patchOperations, PATCHES, WORDING);
    check(api);
    restApi.api = api;
    return { ...shown(restApi), tags: api.tags ?? {} };
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
  const { cloneFrom: _, binaryMediaTypes = [], endpointConfiguration, ...members } = input;
  const types = endpointConfiguration?.types ?? ['EDGE'];
  return {
    ...members,
    ...(binaryMediaTypes.length > 0 && { binaryMediaTypes }),
    apiKeySource: members.apiKeySource ?? 'HEADER',
    disableExecuteApiEndpoint: members.disableExecuteApiEndpoint ?? false,
    endpointConfiguration: {
      ...endpointConfiguration,
      types,
      ipAddressType:
        endpointConfiguration?.ipAddressType ?? (types.includes('PRIVATE') ? 'dualstack' : 'ipv4'),
    },
  } satisfies Partial<ApiMembers>;
}

/** The rules in the order in which AWS applies them. */
function check(api: ApiMembers): void {
  if (!api.name?.trim()) throw badRequest('Invalid REST API name specified: it must not be empty');
  if (api.description === '') throw badRequest('Description cannot be an empty string');
  checkEndpoint(api.endpointConfiguration ?? {});
  const { minimumCompressionSize: size = 0 } = api;
  if (!(size >= 0 && size <= MAXIMUM_COMPRESSION_SIZE)) {
    throw badRequest(
      `Invalid minimum compression size, must be between 0 and ${MAXIMUM_COMPRESSION_SIZE}`,
    );
  }
  if (api.policy) checkResourcePolicy(api.policy);
}

function checkEndpoint({ types = [], ipAddressType: address }: EndpointConfiguration): void {
  if (types.length === 0) {
    throw badRequest('REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.');
  }
  if (types.length > 1) throw badRequest('Cannot create an api with multiple Endpoint Types.');
  if (types[0] === 'PRIVATE' && address === 'ipv4') {
    throw badRequest('Only dualstack ipAddressType is supported for Private APIs.');
  }
}

function endpointType(value: string): 'EDGE' | 'PRIVATE' | 'REGIONAL' {
  if (value === 'EDGE' || value === 'PRIVATE' || value === 'REGIONAL') return value;
  throw badRequest('Invalid EndpointTypes specified. Valid options are PRIVATE,EDGE,REGIONAL');
}

function ipAddressType(value: string): 'ipv4' | 'dualstack' {
  if (value === 'ipv4' || value === 'dualstack') return value;
  throw badRequest('ipAddressType must be either ipv4 or dualstack.');
}

/** API Gateway shows the policy with its quotes escaped, as if it stood in a JSON text. */
function shown({ api, createdDate }: StoredRestApi): RestApi {
  const policy = api.policy && JSON.stringify(api.policy).slice(1, -1);
  return { ...api, policy, createdDate: shownTime(createdDate) };
}
