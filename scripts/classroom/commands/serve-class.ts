import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { readSteps } from '../../learner/steps';
import { CannotRun } from '../../terminal/cannot-run';
import { count } from '../../terminal/words';
import { classPage } from '../class-page/class-page';
import { summarize } from '../class-summary';
import { isKnownMistake } from '../known-mistakes';
import { ClassFolder } from '../live/class-folder';
import { type ClassNow, ClassServer } from '../live/class-server';
import { CLASS_TITLE } from './class';

export interface ServeClassOptions {
  /** An address of this machine; only this machine itself can join if it is left out. */
  host?: string;
  port?: string;
  title?: string;
}

/** Without a sign of life for so long, a learner is away; in milliseconds. */
const AWAY_AFTER = 90_000;

const LOOPBACK = '127.0.0.1';
const PORT = '4600';

/** What a live class is served with, in a command and in tests. */
export function openClass(
  folder: string,
  { host = LOOPBACK, port = PORT, title }: ServeClassOptions,
) {
  const reports = new ClassFolder(path.resolve(folder));
  const page = ({ joinUrl, heard }: ClassNow): string => {
    const made = new Date();
    const away = [...heard].filter(([, at]) => made.getTime() - at > AWAY_AFTER);
    const live = { joinUrl, away: new Set(away.map(([id]) => id)) };
    return classPage(summarize(reports.reports()), { title: title ?? CLASS_TITLE, made, live });
  };
  return {
    folder: reports,
    host,
    port: portOf(port),
    steps: readSteps(),
    isMistake: isKnownMistake,
    page,
  };
}

/**
 * Serves the page of a live class until it is ended, and keeps each report in a folder.
 *
 * @param say tells what happens, in lines
 * @param untilEnded fulfilled when the command is to end
 * @throws CannotRun if the address or the port cannot be had
 */
export async function serveClass(
  folder: string,
  options: ServeClassOptions,
  say: (text: string) => void,
  untilEnded: Promise<unknown>,
): Promise<void> {
  const onJoin = (learners: number) => say(`${count(learners, 'learner')} here.`);
  const served = { ...openClass(folder, options), onJoin };
  const server = await ClassServer.start(served).catch((error: NodeJS.ErrnoException) => {
    throw new CannotRun(whyNotServed(error, served));
  });
  say(`Learners join with:   npm start -- --class ${server.joinUrl}`);
  say(`Open for yourself:    ${server.pageUrl}`);
  say(`Reports are kept in:  ${served.folder.folder}`);
  if (served.host === LOOPBACK) say(`\n${onlyHere()}`);
  say('\nCtrl+C ends it. Started again, it goes on with the same class.\n');
  await untilEnded;
  await server.stop();
  say(`Ended. For the page as a file: npm run workshop -- class ${folder}`);
}

function onlyHere(): string {
  const addresses = addressesHere().map((address) => `  --host ${address}`);
  const how = addresses.length > 0 ? addresses.join('\n') : '  (this machine is in no network)';
  return `Only this machine can join. To open it to the network of the class, name your address:\n${how}`;
}

function addressesHere(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}

function whyNotServed(
  { code, message }: NodeJS.ErrnoException,
  { host, port }: { host: string; port: number },
): string {
  if (code === 'EADDRINUSE') {
    return `Port ${port} of ${host} is taken, perhaps by this command itself. Name another: --port ${port + 1}`;
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    const known = [LOOPBACK, ...addressesHere()].join(', ');
    return `${host} is no address of this machine. It has ${known}.`;
  }
  return `The class cannot be served at ${host}, port ${port}: ${message}.`;
}

/** @throws CannotRun if it is not a port */
function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new CannotRun(`--port ${text} is no port: it takes a number up to 65535.`);
}
