import { unwatchFile, watchFile } from 'node:fs';
import type { CommandContext } from '../../learner/command';
import { ClassLink, type LinkStatus } from '../live/class-link';
import { makeReport } from '../report';

export interface JoinClassOptions {
  /** What the instructor shows. */
  url: string;
  /** The learner's name; none is told if it is left out. */
  name?: string;
}

/** A learner's part in a live class, as long as the command runs. */
export interface JoinedClass {
  /** What is told of the learner, in whole sentences. */
  notice: string;
  /** How the reports get on, in one line. */
  status(): string;
  leave(): void;
}

/** Between two looks at the learner's progress, in milliseconds. */
const LOOK = 400;

/** In one run of a command, without a terminal, no longer is waited for the server. */
export async function reportOnce(
  options: JoinClassOptions,
  context: CommandContext,
): Promise<string> {
  const link = linkOf(options, () => context);
  return `${notice(options, link)}\n${describe(await link.send(), link)}`;
}

/**
 * Sends the learner's progress to a live class each time it changes, whichever command has changed it.
 *
 * @throws CannotRun if that is not the address of a class
 */
export function joinClass(options: JoinClassOptions, context: () => CommandContext): JoinedClass {
  const link = linkOf(options, context);
  const { file } = context().progress;
  const onChange = () => link.change();
  watchFile(file, { interval: LOOK, persistent: false }, onChange);
  void link.run();
  return {
    notice: notice(options, link),
    status: () => describe(link.status, link),
    leave: () => {
      unwatchFile(file, onChange);
      link.stop();
    },
  };
}

function linkOf({ url, name }: JoinClassOptions, context: () => CommandContext): ClassLink {
  const { root } = context();
  const named = name?.trim().slice(0, 40) || undefined;
  const report = () => {
    const { steps, progress, now } = context();
    return makeReport({ root, steps: steps(), progress: progress.read(), now, name: named });
  };
  return new ClassLink({ url, root, report });
}

function notice({ name }: JoinClassOptions, { server }: ClassLink): string {
  const named = name === undefined ? 'no name (--name NAME gives it)' : `the name ${name}`;
  return (
    `Your progress is reported to the class at ${server}, because you started with --class: steps, ` +
    `times, checks, hints and mistakes; ${named}, and no code.`
  );
}

function describe(status: LinkStatus, { server }: ClassLink): string {
  switch (status.is) {
    case 'sent':
      return `Class ${server}: reported ${status.at.toTimeString().slice(0, 5)}`;
    case 'waiting':
      return `Class ${server}: waiting, ${status.why}`;
    case 'refused':
      return `Class ${server}: not reported, ${status.why}`;
  }
}
