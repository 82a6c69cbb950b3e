import { paginateGetRestApis } from '@aws-sdk/client-api-gateway';
import { paginateListRoles } from '@aws-sdk/client-iam';
import { paginateListFunctions } from '@aws-sdk/client-lambda';
import { isDenied } from '../calls/aws-error';
import { tagsOf } from '../calls/ownership';
import { madeApiIds } from '../journal';
import { hasPrefix, hasTags, ROLE_PATH, roleOfCaller } from '../names';
import type { Resource, ResourceKind } from '../resource-kind';
import type { Session } from '../session';
import { journalledHere } from './elsewhere';

/** What was found under a prefix. */
export interface Inventory {
  /** Made by the workshop: it has the tags, or its id is in the journal. */
  own: Resource[];
  /** It has a name like the workshop's, and nothing else says that it is. */
  doubtful: Resource[];
  /** Why AWS did not list a kind: of these, only what the journal names was looked for. */
  unlisted: string[];
}

interface Candidate extends Resource {
  tags: Record<string, string> | undefined;
}

const LISTS: Record<ResourceKind, (session: Session) => Promise<Candidate[]>> = {
  api: listApis,
  function: listFunctions,
  role: listRoles,
};

/** Looks for everything of the session's prefix, in journal, names, paths and tags. */
export async function findResources(session: Session): Promise<Inventory> {
  const { accountId: account, region, names, journal } = session;
  const madeApis = madeApiIds(journal.entries(), { account, region, prefix: names.prefix });
  // A name can be given again to something else, an id cannot.
  const isOwn = ({ id, tags }: Candidate) =>
    hasTags(names, tags) || (id !== undefined && madeApis.has(id));

  const inventory: Inventory = { own: [], doubtful: [], unlisted: [] };
  for (const kind of ['api', 'function', 'role'] as const) {
    const { candidates, refusal } = await candidatesOf(kind, session);
    if (refusal !== undefined) inventory.unlisted.push(refusal);
    for (const { tags, ...resource } of candidates) {
      if (isOwn({ tags, ...resource })) inventory.own.push(resource);
      else if (hasPrefix(names, resource.name)) inventory.doubtful.push(resource);
    }
  }
  return inventory;
}

/** The APIs under a name that the workshop has made: a run that broke off can leave several. */
export async function findOwnApis(session: Session, name: string): Promise<Resource[]> {
  const { candidates } = await candidatesOf('api', session);
  return candidates
    .filter((api) => api.name === name && hasTags(session.names, api.tags))
    .map(({ tags: _, ...api }) => api);
}

/** All of a kind that the account lists; where it may not be listed, what the journal names. */
async function candidatesOf(
  kind: ResourceKind,
  session: Session,
): Promise<{ candidates: Candidate[]; refusal?: string }> {
  try {
    return { candidates: await LISTS[kind](session) };
  } catch (error) {
    if (!isDenied(error)) throw error;
    return { candidates: await listJournalled(kind, session), refusal: error.message };
  }
}

async function listJournalled(kind: ResourceKind, session: Session): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const { name, id } of journalledHere(session).filter((entry) => entry.kind === kind)) {
    if (kind === 'api' && id === undefined) continue;
    const tags = await tagsOf({ kind, name: id ?? name }, session.clients);
    if (tags) found.push({ kind, name, id, tags });
  }
  return found;
}

async function listApis({ clients }: Session): Promise<Candidate[]> {
  const apis: Candidate[] = [];
  const pages = paginateGetRestApis({ client: clients.apiGateway, pageSize: 500 }, {});
  for await (const { items = [] } of pages) {
    for (const { id = '', name = '', tags } of items) apis.push({ kind: 'api', id, name, tags });
  }
  return apis;
}

async function listFunctions(session: Session): Promise<Candidate[]> {
  const names: string[] = [];
  const pages = paginateListFunctions({ client: session.clients.lambda }, {});
  for await (const { Functions = [] } of pages) {
    for (const { FunctionName = '' } of Functions) names.push(FunctionName);
  }
  return withTags('function', names, session);
}

/** Except the role that the caller works with: whoever set that up may have tagged it alike. */
async function listRoles(session: Session): Promise<Candidate[]> {
  const callersRole = roleOfCaller(session.callerArn);
  const names: string[] = [];
  const pages = paginateListRoles({ client: session.clients.iam }, { PathPrefix: ROLE_PATH });
  for await (const { Roles = [] } of pages) {
    for (const { RoleName = '' } of Roles) if (RoleName !== callersRole) names.push(RoleName);
  }
  return withTags('role', names, session);
}

/** Those of a kind that have the prefix, with their tags; one after the other, for a quiet end. */
async function withTags(
  kind: ResourceKind,
  names: string[],
  session: Session,
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const name of names.filter((each) => hasPrefix(session.names, each))) {
    candidates.push({ kind, name, tags: await tagsOf({ kind, name }, session.clients) });
  }
  return candidates;
}
