/**
 * A resolver for tests, loaded by `node --require`: all names of AWS lead to a port of this machine,
 * and whatever else is called by TLS is refused. The caller still believes in the name: it is checked
 * against the certificate.
 */
const tls = require('node:tls');

const AWS_NAME = /(^|\.)amazonaws\.com$/;
const { connect } = tls;

tls.connect = (options, ...rest) => {
  const { host, servername = host } = options;
  if (!AWS_NAME.test(host)) throw new Error(`A test would have called ${host}.`);
  const port = Number(process.env.AMAZONAWS_PORT);
  return connect({ ...options, host: '127.0.0.1', port, servername: servername || host }, ...rest);
};
