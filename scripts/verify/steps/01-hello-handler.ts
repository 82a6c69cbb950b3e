import { inspectHello } from '../../inspect/hello';
import type { Verification } from '../bench';
import { invoke } from '../ground/functions';
import { deployHello, HELLO_HANDLER } from '../ground/ground';

/** The hello function is created and invoked through the Lambda API. */
export const verifyHelloHandler: Verification = async (bench) => {
  const { session, code, report } = bench;
  const { helloFunction } = session.names;

  report.action(`The function ${helloFunction}, from ${code.name(HELLO_HANDLER)}`);
  await deployHello(bench, code.path(HELLO_HANDLER));

  report.action('Invoke it');
  const { result, failure, log } = await invoke(session, helloFunction);
  await report.finding({
    expected: 'status 200 and the body "Hello from Lambda!" as JSON',
    got: failure === undefined ? JSON.stringify(result) : `the function failed: ${failure}`,
    holds: failure === undefined && inspectHello(result).length === 0,
    explain: () =>
      failure === undefined ? inspectHello(result) : ['Its log:', ...log.split('\n')],
  });
};
