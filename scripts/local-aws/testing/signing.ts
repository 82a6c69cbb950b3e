import { SignatureV4 } from '@smithy/signature-v4';
import type { Credentials } from '../account/account';
import { ManualClock } from '../account/clock';
import { authenticate } from '../admission/authentication';
import { Sha256 } from '../admission/authentication/sha256';
import { iamState, type Role } from '../identity/iam-state';
import type { ReceivedRequest } from '../wire/http';
import { testCloud } from './cloud';

export const NOW = '2026-01-31T12:00:00.000Z';
export const HOST = 'abc123.execute-api.ap-northeast-1.amazonaws.com';
export const EXPECTED = { service: 'execute-api', regions: ['ap-northeast-1'] };

const clock = new ManualClock(NOW);
export const { cloud, account, admin } = testCloud(clock);

export const ROLE: Role = {
  name: 'caller',
  id: 'AROAEXAMPLE',
  arn: `arn:aws:iam::${account.id}:role/caller`,
  path: '/',
  createdAt: NOW,
  tags: {},
  permissions: { inline: {}, attached: [] },
  trustPolicy: '{}',
  maxSessionDuration: 3600,
};
export const SESSION = { role: ROLE, sessionName: 'test', durationSeconds: 900 };

account.change(iamState, ({ roles }) => {
  roles.caller = ROLE;
});

interface SigningOptions {
  credentials?: Credentials;
  service?: string;
  region?: string;
  date?: string;
  body?: string;
  path?: string;
  method?: string;
}

/** A GET signed in header form by the library. */
export async function signed(options: SigningOptions = {}): Promise<ReceivedRequest> {
  const { method = 'GET', path = '/dev/', body = '' } = options;
  const request = await signerFor(options).sign(
    { method, path, headers: { host: HOST }, body, protocol: 'https:', hostname: HOST },
    { signingDate: new Date(options.date ?? NOW) },
  );
  return received({ method, path, headers: Object.entries(request.headers), body });
}

/** A GET signed in query form by the library. */
export async function presigned(options: SigningOptions & { expiresIn?: number } = {}) {
  const path = '/dev/';
  const request = await signerFor(options).presign(
    { method: 'GET', path, headers: { host: HOST }, protocol: 'https:', hostname: HOST },
    { signingDate: new Date(options.date ?? NOW), expiresIn: options.expiresIn ?? 60 },
  );
  const query = new URLSearchParams(request.query as Record<string, string>).toString();
  return received({ path, query: query.replaceAll('+', '%20'), headers: [['host', HOST]] });
}

/** Headers in the form in which a server gets them. */
export function asSent(headers: object): [string, string][] {
  return Object.entries(headers).map(([name, value]) => [name, String(value)]);
}

function signerFor({ credentials = admin, service = 'execute-api', region }: SigningOptions) {
  return new SignatureV4({
    service,
    region: region ?? 'ap-northeast-1',
    credentials,
    sha256: Sha256,
    applyChecksum: false,
  });
}

export function received(parts: Partial<Omit<ReceivedRequest, 'body'>> & { body?: string }) {
  const { body = '', ...rest } = parts;
  const request = { method: 'GET', path: '/', query: '', headers: [], sourceIp: '127.0.0.1' };
  return { ...request, ...rest, body: Buffer.from(body) } as ReceivedRequest;
}

/** The same request with another value for a header; without the header when that is undefined. */
export function withHeader(
  request: ReceivedRequest,
  name: string,
  change: (value: string) => string,
) {
  const headers = request.headers.map(([sent, value]): [string, string] => [
    sent,
    sent === name ? change(value) : value,
  ]);
  return { ...request, headers };
}

export function withoutHeader(request: ReceivedRequest, name: string): ReceivedRequest {
  return { ...request, headers: request.headers.filter(([sent]) => sent !== name) };
}

export async function ruleBrokenBy(request: ReceivedRequest): Promise<string | undefined> {
  const result = await authenticate(request, cloud, EXPECTED);
  return result.verified ? undefined : result.refusal.rule;
}
