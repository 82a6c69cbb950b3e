import { inspectHello } from '../../inspect/hello';
import { explainFailure, invoke } from '../prepare/functions';
import { deployHello, HELLO_HANDLER, isRightHello } from '../prepare/prepare-api';
import type { Verification } from '../verification';

/** The hello function is created and invoked through the Lambda API. */
export const verifyHelloHandler: Verification = async (run) => {
  const { session, code, report } = run;
  const { helloFunction } = session.names;

  report.action(`The function ${helloFunction}, from ${code.name(HELLO_HANDLER)}`);
  await deployHello(run, code.path(HELLO_HANDLER));

  report.action('Invoke it');
  const invocation = await invoke(session, helloFunction);
  const { result, failure } = invocation;
  await report.claim({
    expected: 'status 200 and the body "Hello from Lambda!" as JSON',
    got: failure === undefined ? JSON.stringify(result) : `the function failed: ${failure}`,
    holds: isRightHello(invocation),
    explain: () => (failure === undefined ? inspectHello(result) : explainFailure(invocation)),
  });
};
