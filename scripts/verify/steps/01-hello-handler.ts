import { inspectHello } from '../../inspect/hello';
import { explainFailure, invoke } from '../prepare/functions';
import { deployHello, HELLO_HANDLER, isRightHello } from '../prepare/prepare-api';
import type { Verification } from '../verification';
import { mistakeOf } from '../verification-report';

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
    text: 'The function answers status 200 and "Hello from Lambda!" as JSON',
    expected: '{"statusCode":200,"body":"\\"Hello from Lambda!\\""}',
    got: failure === undefined ? (JSON.stringify(result) ?? 'undefined') : `error: ${failure}`,
    holds: isRightHello(invocation),
    explain: () => {
      if (failure !== undefined) return explainFailure(invocation);
      const place = code.placeOf(HELLO_HANDLER, 'handler');
      return { mistake: { ...mistakeOf(inspectHello(result)[0] ?? ''), place } };
    },
  });
};
