const { format } = require('node:util');
const { writeAll } = require('./channel.js');
const { errorLine } = require('./errors.js');

const STDOUT = 1;

const LEVELS = {
  log: 'INFO',
  info: 'INFO',
  debug: 'DEBUG',
  warn: 'WARN',
  error: 'ERROR',
  trace: 'TRACE',
};

function writeLog(data) {
  writeAll(STDOUT, data);
}

/** A line in Lambda's text format. A line feed within it becomes a carriage return. */
function writeLine(requestId, level, text) {
  const line = [new Date().toISOString(), String(requestId), level, text].join('\t');
  writeLog(`${line.replaceAll('\n', '\r')}\n`);
}

/**
 * Sends all output of the function to its log: console calls as lines of the text format, what
 * is written to stdout and stderr as it is.
 * @param current holds the id of the call that is being answered
 */
function captureOutput(current) {
  for (const [method, level] of Object.entries(LEVELS)) {
    console[method] = (...values) => writeLine(current.requestId, level, format(...values));
  }
  for (const stream of [process.stdout, process.stderr]) {
    stream.write = (data, encoding, callback) => {
      writeLog(typeof data === 'string' ? Buffer.from(data, textEncoding(encoding)) : data);
      const done = typeof encoding === 'function' ? encoding : callback;
      if (done) process.nextTick(done);
      return true;
    };
  }
}

function textEncoding(encoding) {
  return typeof encoding === 'string' ? encoding : 'utf8';
}

/** `ERROR <title> <error as JSON>`, as the runtime logs what the function threw. */
function logError(title, error) {
  console.error(`${title} \t${errorLine(error)}`);
}

/** Marks the place in the output up to which a message to the parent speaks. */
function writeMarker(marker) {
  writeLog(marker);
}

module.exports = { captureOutput, logError, writeMarker };
