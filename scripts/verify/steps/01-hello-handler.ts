import { inspectHello } from '../../inspect/hello';
import type { Verification } from '../bench';
import { explainFailure, invoke } from '../ground/functions';
import { deployHello, HELLO_HANDLER, isRightHello } from '../ground/ground';

/** The hello function is created and invoked through the Lambda API. */
export const verifyHelloHandler: Verification = async (bench) => {
  const { session, code, report } = bench;
  const { helloFunction } = session.names;

  report.action(`The function ${helloFunction}, from ${code.name(HELLO_HANDLER)}`);
  await deployHello(bench, code.path(HELLO_HANDLER));

  report.action('Invoke it');
  const invocation = await invoke(session, helloFunction);
  const { result, failure } = invocation;
  await report.finding({
    expected: 'status 200 and the body "Hello from Lambda!" as JSON',
    got: failure === undefined ? JSON.stringify(result) : `the function failed: ${failure}`,
    holds: isRightHello(invocation),
    explain: () => (failure === undefined ? inspectHello(result) : explainFailure(invocation)),
  });
};
