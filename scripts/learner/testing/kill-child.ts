import { injectFault } from './faults';
import { SCENARIOS } from './scenarios';

/**
 * For tests, a process of its own: prepares a scenario, tells where, and runs its command until it
 * kills itself at an operation on the disk.
 *
 * Arguments: the scenario's name, and the operation, from 1.
 */
async function main([name = '', at = '']: string[]): Promise<void> {
  const scenario = await SCENARIOS[name]?.();
  if (!scenario) throw new Error(`There is no scenario ${name}.`);
  const { workshop, own, run } = scenario;
  console.log(JSON.stringify({ root: workshop.root, own: [...own] }));
  const strike = (): never => {
    process.kill(process.pid, 'SIGKILL');
    throw new Error('A killed process does not come here.');
  };
  const end = injectFault({ at: Number(at), strike });
  await run();
  end();
}

void main(process.argv.slice(2));
