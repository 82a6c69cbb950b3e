/** An error of the runtime itself, told by its name: `Runtime.HandlerNotFound` and the like. */
function runtimeError(name, message) {
  const error = new Error(message);
  error.name = name;
  return error;
}

/** Anything can be thrown; what is no Error becomes one with its text. */
function normalizeError(thrown) {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** What the caller of the function gets to see. */
function errorPayload(thrown) {
  if (!(thrown instanceof Error)) {
    return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  }
  const trace = String(thrown.stack ?? '').split('\n');
  return { errorType: thrown.name, errorMessage: thrown.message, ...details(thrown), trace };
}

/** An unhandled rejection also says what it was rejected with. */
function details({ name, reason }) {
  if (name !== 'Runtime.UnhandledPromiseRejection') return {};
  return { reason: reason instanceof Error ? errorPayload(reason) : reason, promise: {} };
}

/** An error as one line of JSON for the log, with the properties it has beside the usual ones. */
function errorLine(error) {
  try {
    return JSON.stringify(error, (_key, value) =>
      value instanceof Error
        ? {
            errorType: value.name,
            errorMessage: value.message,
            code: value.code,
            ...value,
            stack: String(value.stack).split('\n'),
          }
        : value,
    );
  } catch {
    // Its own properties may be circular; type, message and stack never are.
    return JSON.stringify({ errorType: error.name, errorMessage: error.message });
  }
}

module.exports = { errorLine, errorPayload, normalizeError, runtimeError };
