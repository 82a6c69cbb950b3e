import type { Output } from '../output/output';
import type { CallInput } from './creations';
import type { Around } from './wrap-calls';

/** Calls that leave the account as it is are not shown. */
const ONLY_LOOKS = /^(Get|List|Simulate|Assume|Invoke$|TestInvoke)/;

const NAMING_MEMBERS = ['name', 'FunctionName', 'RoleName', 'restApiId'];

/** Shows each call that changes something, before it is made. */
export function showingChanges(output: Output): Around {
  return async ({ operation, input }, proceed) => {
    if (!ONLY_LOOKS.test(operation)) output.line(`    ${operation} ${nameIn(input)}`.trimEnd());
    return proceed(input);
  };
}

function nameIn(input: CallInput): string {
  const member = NAMING_MEMBERS.find((name) => typeof input[name] === 'string');
  return member ? String(input[member]).split(':').at(-1)! : '';
}
