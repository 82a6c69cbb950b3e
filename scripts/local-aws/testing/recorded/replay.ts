import http from 'node:http';
import * as apigateway from '@aws-sdk/client-api-gateway';
import * as iam from '@aws-sdk/client-iam';
import * as lambda from '@aws-sdk/client-lambda';
import * as sts from '@aws-sdk/client-sts';
import { strToU8, zipSync } from 'fflate';
import { isRecord, parseJson } from '../../../files/json';
import type { LocalAws } from '../..';
import type { RecordedStep } from '../../recorded-calls';

type Values = Record<string, unknown>;

/** An answer as it came, before a client made an error or an object of it. */
interface WireAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** Sends recorded calls to local AWS, and gives its answers in the form of the recordings. */
export class Replay {
  readonly #local: LocalAws;
  readonly #clients: Record<string, ServiceClient>;
  readonly #answers: unknown[] = [];

  constructor(local: LocalAws) {
    this.#local = local;
    const { url: endpoint, region, credentials } = local;
    const options = { endpoint, region, credentials, maxAttempts: 1 };
    this.#clients = {
      apigateway: serviceClient(apigateway, new apigateway.APIGatewayClient(options)),
      iam: serviceClient(iam, new iam.IAMClient(options)),
      lambda: serviceClient(lambda, new lambda.LambdaClient(options)),
      sts: serviceClient(sts, new sts.STSClient(options)),
    };
  }

  /** A fixture refers to the answers of its own steps. */
  begin(): void {
    this.#answers.length = 0;
  }

  /** What the placeholders of a step stand for. */
  bindingsOf({ bind = {} }: RecordedStep): [placeholder: string, value: string][] {
    return Object.entries(this.#filledIn(bind) as Record<string, string>);
  }

  /** Makes the call of a step. */
  async answerTo(step: RecordedStep): Promise<unknown> {
    const answer =
      'call' in step
        ? await this.#callService(step.call, this.#filledIn(step.input) as Values)
        : await this.#callApi(this.#filledIn(step) as typeof step);
    this.#answers.push(answer);
    return answer;
  }

  stop(): void {
    for (const { client } of Object.values(this.#clients)) client.destroy();
  }

  /** Puts earlier answers in the places of `{{3.id}}`, and bytes in those of `$zip` and `$bytes`. */
  #filledIn(value: unknown): unknown {
    if (typeof value === 'string') {
      return value.replace(/\{\{(\d+)\.([^}]+)\}\}/g, (_, step, path) =>
        String(valueAt(this.#answers[Number(step)], path.split('.'))),
      );
    }
    if (Array.isArray(value)) return value.map((item) => this.#filledIn(item));
    if (!isRecord(value)) return value;
    if (isRecord(value.$zip)) return zipOf(value.$zip as Record<string, string>);
    if (typeof value.$bytes === 'string') return Buffer.from(value.$bytes, 'base64');
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, this.#filledIn(member)]),
    );
  }

  async #callService(call: string, input: Values): Promise<Values> {
    const [service = '', operation = ''] = call.split(' ');
    const found = this.#clients[service]!;
    const { client, module, wire } = found;
    const Command = module[`${operation}Command`] as new (input: Values) => never;
    try {
      const { $metadata, ...members } = (await client.send(new Command(input))) as Values & {
        $metadata: { httpStatusCode: number };
      };
      const ResponseMetadata = { HTTPStatusCode: $metadata.httpStatusCode };
      // The client makes something of an empty payload; what came is what counts.
      const payload = operation === 'Invoke' ? { Payload: wire()?.body } : {};
      return { ...(shown(members) as Values), ...payload, ResponseMetadata };
    } catch (error) {
      const answer = wire();
      if (!answer) throw error;
      return errorOf(answer);
    }
  }

  #callApi(step: Extract<RecordedStep, { http: string }>): Promise<unknown> {
    const Host = `${step.api}.execute-api.${this.#local.region}.amazonaws.com`;
    return new Promise((resolve, reject) => {
      const request = http.request(
        {
          host: '127.0.0.1',
          port: this.#local.port,
          method: step.http,
          path: step.path,
          headers: { Host, ...step.headers },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('end', () => resolve(parseJson(Buffer.concat(chunks).toString())));
        },
      );
      request.on('error', reject);
      request.end(step.body);
    });
  }
}

interface ServiceClient {
  client: { send(command: never): Promise<unknown>; destroy(): void };
  module: Record<string, unknown>;
  /** What came over the wire last. */
  wire(): WireAnswer | undefined;
}

/** Looks at each answer on its way to the client. */
function serviceClient(
  module: Record<string, unknown>,
  client: ServiceClient['client'] & { middlewareStack: { add(...parts: never[]): void } },
): ServiceClient {
  let last: WireAnswer | undefined;
  const look =
    (next: (args: unknown) => Promise<{ response: unknown }>) => async (args: unknown) => {
      last = undefined;
      const result = await next(args);
      const response = result.response as Omit<WireAnswer, 'status' | 'body'> & {
        statusCode: number;
        body: AsyncIterable<Buffer>;
      };
      const chunks: Buffer[] = [];
      for await (const chunk of response.body) chunks.push(Buffer.from(chunk));
      const body = Buffer.concat(chunks);
      last = { status: response.statusCode, headers: response.headers, body: body.toString() };
      Object.assign(response, { body });
      return result;
    };
  const place = { step: 'deserialize', name: 'look', priority: 'low' };
  client.middlewareStack.add(look as never, place as never);
  return { client, module, wire: () => last };
}

/** An error in the form in which the recordings have it. */
function errorOf({ status, headers, body }: WireAnswer): Values {
  const ResponseMetadata = { HTTPStatusCode: status };
  if (body.trimStart().startsWith('<')) {
    const error = Object.fromEntries(
      ['Code', 'Message', 'Type'].map((name) => [name, elementOf(body, name)]),
    );
    return { Error: error, ResponseMetadata };
  }
  const members = parseJson(body);
  const json = isRecord(members) ? members : {};
  const error = { Code: headers['x-amzn-errortype'], Message: json.message ?? json.Message };
  return { ...json, Error: error, ResponseMetadata };
}

function elementOf(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  return text
    ?.replace(/&(lt|gt|quot|apos|#x27);/g, (_, entity: string) => ENTITIES[entity] ?? '')
    .replaceAll('&amp;', '&');
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#x27': "'",
};

/** Bytes as text, dates as JSON has them, and policy documents decoded. */
function shown(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (typeof value === 'string') return value.startsWith('%7B') ? decodeURIComponent(value) : value;
  if (Array.isArray(value)) return value.map(shown);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, shown(member)]),
  );
}

/** The same files are the same bytes, whenever they are packed: their hash is compared. */
function zipOf(files: Record<string, string>): Uint8Array {
  return zipSync(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])),
    { mtime: new Date(1980, 0, 1) },
  );
}

function valueAt(value: unknown, path: string[]): unknown {
  return path.reduce<unknown>(
    (at, name) => (isRecord(at) || Array.isArray(at) ? (at as Values)[name] : undefined),
    value,
  );
}
