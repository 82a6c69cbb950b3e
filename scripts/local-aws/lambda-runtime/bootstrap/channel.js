const { writeSync } = require('node:fs');
const { Socket } = require('node:net');
const { StringDecoder } = require('node:string_decoder');

const CHANNEL = 3;

/** Writes all of it before it returns, so that nothing is lost when the process ends a moment later. */
function writeAll(descriptor, data) {
  let rest = typeof data === 'string' ? Buffer.from(data) : data;
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
      // The parent has yet to empty the pipe.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}

/**
 * Opens the channel to the parent: lines of JSON. The function can write there too, so what counts
 * bears a secret, which the parent tells in its first line, before any code of the function runs.
 * @param onOpen gets the first line, and what sends a message
 * @param onMessage gets each further line
 */
function openChannel(onOpen, onMessage) {
  let receive = (first) => {
    receive = onMessage;
    const send = (message) => writeAll(CHANNEL, `${first.secret}${JSON.stringify(message)}\n`);
    onOpen(first, send);
  };
  const decoder = new StringDecoder('utf8');
  let chunks = [];
  // Without its parent an environment has nothing to do.
  const end = () => process.exit();
  new Socket({ fd: CHANNEL, readable: true, writable: true })
    .on('data', (data) => {
      const lines = decoder.write(data).split('\n');
      for (const line of lines.slice(0, -1)) {
        receive(JSON.parse(chunks.join('') + line));
        chunks = [];
      }
      chunks.push(lines.at(-1));
    })
    .on('error', end)
    .on('end', end);
}

module.exports = { openChannel, writeAll };
