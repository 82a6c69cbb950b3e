import { readdirSync, readFileSync } from 'node:fs';

/**
 * Ends a process with all that it has started: its group, and on Linux also what has left the group.
 * @param pid of the process, which leads a group of its own (on Windows there are none)
 * @param mark a text that is in the environment of the process and of no other one
 */
export function endProcesses(pid: number, mark: string): void {
  // The descendants are found before their parents are gone.
  const strays = process.platform === 'linux' ? straysOf(pid, mark) : [];
  kill(process.platform === 'win32' ? pid : -pid);
  strays.forEach(kill);
}

/** The descendants of a process, and what began as one: its parent is gone, but it keeps the mark. */
function straysOf(pid: number, mark: string): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(name)]),
  );
  const isStray = (each: number): boolean => {
    const parent = parents.get(each) ?? 0;
    if (parent === pid) return true;
    return parent > 1 ? isStray(parent) : read(each, 'environ').includes(mark);
  };
  return [...parents.keys()].filter((each) => each !== pid && isStray(each));
}

/** `pid (name) state parent …`; the name may hold anything. */
function parentOf(pid: string): number {
  const stat = read(pid, 'stat');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

function read(pid: number | string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    // Gone by now, or somebody else's.
    return '';
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Gone by now.
  }
}
