/**
 * The program of an execution environment: plain JavaScript, since it runs under bare Node in a
 * process of its own. It loads the handler, takes one event after the other from the parent
 * process, and answers each. Its behaviour and its texts are those of Lambda's runtime for
 * nodejs24.x; nodejs20.x and nodejs22.x differ in that a handler may answer through a callback.
 */
const { openChannel } = require('./channel.js');
const { errorPayload, normalizeError } = require('./errors.js');
const { loadHandler } = require('./handler.js');
const { captureOutput, logError, writeMarker } = require('./log.js');

const current = { requestId: undefined };
/** What the parent says first, and how it is answered. */
const parent = { marker: '', send: (_message) => {} };

/** Tells the parent; before that, all that was logged is on its way, with a marker behind it. */
function report(message) {
  writeMarker(parent.marker);
  parent.send({ ...message, maxMemoryBytes: process.resourceUsage().maxRSS * 1024 });
}

/** Ends a process whose state is unknown, with the error as the answer to the current call. */
function abort(title, thrown, exitCode) {
  const error = normalizeError(thrown);
  logError(title, error);
  report({ type: 'failed', error: errorPayload(error), isFatal: true });
  process.exit(exitCode);
}

function contextOf({ requestId, invokedFunctionArn, deadline, clientContext }) {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    invokedFunctionArn,
    awsRequestId: requestId,
    clientContext,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

function serialize(result) {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? 'null';
  } catch {
    const error = new Error('Unable to stringify response body');
    error.name = 'Runtime.JSONStringifyError';
    throw error;
  }
}

const TAKES_CALLBACKS = /nodejs(20|22)\.x$/.test(process.env.AWS_EXECUTION_ENV ?? '');

/** A third parameter is the callback, unless the handler returns a promise all the same. */
function answerOf(handler, event, context) {
  if (handler.length < 3) return handler(event, context);
  return new Promise((resolve, reject) => {
    const callback = (error, result) => (error ? reject(error) : resolve(result));
    const returned = handler(event, context, callback);
    if (typeof returned?.then === 'function') returned.then(resolve, reject);
  });
}

async function invoke(handler, invocation) {
  current.requestId = invocation.requestId;
  if (invocation.traceId === undefined) delete process.env._X_AMZN_TRACE_ID;
  else process.env._X_AMZN_TRACE_ID = invocation.traceId;
  try {
    const result = await answerOf(handler, JSON.parse(invocation.payload), contextOf(invocation));
    report({ type: 'succeeded', payload: serialize(result) });
  } catch (error) {
    logError('Invoke Error', normalizeError(error));
    report({ type: 'failed', error: errorPayload(error), isFatal: false });
  }
}

async function start() {
  process.on('uncaughtException', (error) => abort('Uncaught Exception', error, 129));
  process.on('unhandledRejection', (reason, promise) => {
    const error = new Error(String(reason));
    error.name = 'Runtime.UnhandledPromiseRejection';
    abort('Unhandled Promise Rejection', Object.assign(error, { reason, promise }), 128);
  });
  captureOutput(current);

  try {
    const handler = await loadHandler(
      process.env.LAMBDA_TASK_ROOT,
      process.env._HANDLER,
      TAKES_CALLBACKS,
    );
    loaded.handler = handler;
    report({ type: 'ready' });
  } catch (error) {
    abort('Init Error', error, 1);
  }
}

const loaded = { handler: undefined };

openChannel(
  ({ marker }, send) => {
    Object.assign(parent, { marker, send });
    start();
  },
  (invocation) => invoke(loaded.handler, invocation),
);
