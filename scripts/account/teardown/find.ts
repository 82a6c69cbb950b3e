import { paginateGetRestApis } from '@aws-sdk/client-api-gateway';
import { ListRoleTagsCommand, paginateListRoles } from '@aws-sdk/client-iam';
import { GetFunctionCommand, paginateListFunctions } from '@aws-sdk/client-lambda';
import { unlessMissing } from '../calls/aws-error';
import { madeApiIds } from '../journal';
import { hasPrefix, hasTags, ROLE_PATH, roleOfCaller } from '../names';
import type { Resource } from '../resource-kind';
import type { Session } from '../session';

/** What was found under a prefix. */
export interface Inventory {
  /** Made by the workshop: it has the tags, or its id stands in the journal. */
  own: Resource[];
  /** It has a name like the workshop's, and nothing else says that it is. */
  doubtful: Resource[];
}

interface Candidate extends Resource {
  tags: Record<string, string> | undefined;
}

/** Looks for everything of the session's prefix, in journal, names, paths and tags. */
export async function findResources(session: Session): Promise<Inventory> {
  const { accountId: account, region, names, journal } = session;
  const madeApis = madeApiIds(journal.entries(), { account, region, prefix: names.prefix });
  const candidates = [
    ...(await findApis(session)),
    ...(await findFunctions(session)),
    ...(await findRoles(session)),
  ];
  // A name can be given again to something else, an id cannot.
  const isOwn = ({ id, tags }: Candidate) =>
    hasTags(names, tags) || (id !== undefined && madeApis.has(id));
  return {
    own: candidates.filter(isOwn).map(untagged),
    doubtful: candidates
      .filter((candidate) => !isOwn(candidate) && hasPrefix(names, candidate.name))
      .map(untagged),
  };
}

async function findApis({ clients }: Session): Promise<Candidate[]> {
  const apis: Candidate[] = [];
  const pages = paginateGetRestApis({ client: clients.apiGateway, pageSize: 500 }, {});
  for await (const { items = [] } of pages) {
    for (const { id = '', name = '', tags } of items) apis.push({ kind: 'api', id, name, tags });
  }
  return apis;
}

async function findFunctions({ clients: { lambda }, names }: Session): Promise<Candidate[]> {
  const found: string[] = [];
  for await (const { Functions = [] } of paginateListFunctions({ client: lambda }, {})) {
    for (const { FunctionName } of Functions) if (FunctionName) found.push(FunctionName);
  }
  const own = found.filter((name) => hasPrefix(names, name));
  return Promise.all(
    own.map(async (name): Promise<Candidate> => {
      const details = lambda.send(new GetFunctionCommand({ FunctionName: name }));
      return { kind: 'function', name, tags: (await unlessMissing(details))?.Tags };
    }),
  );
}

/** But for the role that the caller works with: whoever set that up may have tagged it alike. */
async function findRoles({ clients: { iam }, names, callerArn }: Session): Promise<Candidate[]> {
  const callersRole = roleOfCaller(callerArn);
  const found: string[] = [];
  for await (const { Roles = [] } of paginateListRoles(
    { client: iam },
    { PathPrefix: ROLE_PATH },
  )) {
    for (const { RoleName } of Roles) if (RoleName) found.push(RoleName);
  }
  const own = found.filter((name) => hasPrefix(names, name) && name !== callersRole);
  return Promise.all(
    own.map(async (name): Promise<Candidate> => {
      const listed = await unlessMissing(iam.send(new ListRoleTagsCommand({ RoleName: name })));
      const tags = listed?.Tags?.map(({ Key = '', Value = '' }) => [Key, Value] as const);
      return { kind: 'role', name, tags: tags && Object.fromEntries(tags) };
    }),
  );
}

function untagged({ kind, name, id }: Candidate): Resource {
  return { kind, name, id };
}
