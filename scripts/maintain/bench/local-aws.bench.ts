import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  type Load,
  latencies,
  type MeasureThroughput,
  throughputOfLeanClient,
  throughputOfOrdinaryClient,
} from './http-load';
import { median } from './ratios';
import type { ServerUnderTest } from './testing/servers';

/** Node compiles what is called often only after a while. */
const WARMING_ROUNDS = 8;
const ROUNDS = 9;
const LOAD: Load = { connections: 16, milliseconds: 250 };
const LATENCY_REQUESTS = 300;

export interface LocalAwsFigures {
  /**
   * Throughput of signed GETs to a MOCK integration, as a share of a bare node:http server's, asked
   * by Node's own client.
   */
  mockToBareThroughput: number;
  /** The same, but no request is like another, so that each signature has to be computed. */
  mockToBareAllDifferent: number;
  /** The first again, asked by a client that costs next to nothing: the work of the servers alone. */
  mockToBareWork: number;
  /** What a warm function behind the API adds to the time of a MOCK call. */
  warmLambdaExtraMilliseconds: number;
  /** What a start takes once the modules are loaded. */
  startMilliseconds: number;
}

/** Measures local AWS against a bare server, both in processes of their own, in one run. */
export async function measureLocalAws(): Promise<LocalAwsFigures> {
  const [bare, aws] = await Promise.all([start('bare'), start('local-aws')]);
  const ratio = (throughput: MeasureThroughput, load: Load) =>
    throughputRatio(throughput, load, bare.server, aws.server);
  try {
    return {
      mockToBareThroughput: await ratio(throughputOfOrdinaryClient, LOAD),
      mockToBareAllDifferent: await ratio(throughputOfOrdinaryClient, { ...LOAD, numbered: true }),
      mockToBareWork: await ratio(throughputOfLeanClient, LOAD),
      warmLambdaExtraMilliseconds: await lambdaExtra(aws.server),
      startMilliseconds: median(aws.server.startMilliseconds),
    };
  } finally {
    bare.process.kill();
    aws.process.kill();
  }
}

/** The figures in words, one a line, each with what is aimed at. */
export function localAwsFiguresText(figures: LocalAwsFigures): string[] {
  return [
    `signed GET to MOCK, throughput to a bare node:http server's: ${figures.mockToBareThroughput.toFixed(2)} (aim: 0.50 or more)`,
    `the same, no request like another: ${figures.mockToBareAllDifferent.toFixed(2)}`,
    `the first with a client that costs next to nothing: ${figures.mockToBareWork.toFixed(2)}`,
    `warm Lambda call, more than a MOCK call: ${figures.warmLambdaExtraMilliseconds.toFixed(2)} ms (aim: 5 or less)`,
    `start, modules loaded: ${figures.startMilliseconds.toFixed(0)} ms (aim: below 150)`,
  ];
}

/** The two take turns, so that whatever else the machine does falls on both. */
async function throughputRatio(
  throughput: MeasureThroughput,
  load: Load,
  bare: ServerUnderTest,
  aws: ServerUnderTest,
): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round < WARMING_ROUNDS + ROUNDS; round++) {
    const bareRate = await throughput(bare.port, bare.requests.get!, load);
    const mockRate = await throughput(aws.port, aws.requests.mock!, load);
    ratios.push(mockRate / bareRate);
  }
  return median(ratios.slice(WARMING_ROUNDS));
}

async function lambdaExtra({ port, requests }: ServerUnderTest): Promise<number> {
  // The first calls start the function's environment.
  await latencies(port, requests.lambda!, 20);
  const mock = await latencies(port, requests.mock!, LATENCY_REQUESTS);
  const lambda = await latencies(port, requests.lambda!, LATENCY_REQUESTS);
  return median(lambda) - median(mock);
}

async function start(name: string): Promise<{ process: ChildProcess; server: ServerUnderTest }> {
  const child = fork(join(__dirname, 'testing/servers.ts'), [name], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  const [server] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`The server ${name} ended with exit code ${code} before it was measured.`);
    }),
  ]);
  return { process: child, server };
}

if (require.main === module) {
  void measureLocalAws().then((figures) => console.log(localAwsFiguresText(figures).join('\n')));
}
