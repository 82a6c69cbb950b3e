import type { Output } from '../../terminal/output';
import { type Names, purposesOfHelpers } from '../names';
import { type CallInput, CREATIONS, effectOf } from './operations';
import type { Around } from './wrap-calls';

const NAMING_MEMBERS = ['name', 'FunctionName', 'RoleName', 'restApiId'];

/** Shows each call that changes something, before it is made; what is new and no step's is introduced. */
export function showingChanges(output: Output, names: Names): Around {
  const purposes = purposesOfHelpers(names);
  return async ({ operation, input }, proceed) => {
    if (effectOf(operation) !== 'changes') return proceed(input);
    const name = nameIn(input);
    output.detail(`    ${operation} ${name}`.trimEnd());
    const purpose = operation in CREATIONS ? purposes[name] : undefined;
    if (purpose) output.detail(`      (${purpose})`);
    return proceed(input);
  };
}

function nameIn(input: CallInput): string {
  const member = NAMING_MEMBERS.find((name) => typeof input[name] === 'string');
  return member ? String(input[member]).split(':').at(-1)! : '';
}
