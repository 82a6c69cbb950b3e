import { md, pki } from 'node-forge';

/** A certificate authority, and a server's certificate and key that it vouches for, each as PEM. */
export interface TestCertificates {
  authority: string;
  certificate: string;
  key: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Makes a certificate authority for a day, and a certificate for names of servers.
 *
 * @param names may begin with `*.`
 */
export function makeCertificates(names: string[]): TestCertificates {
  const authority = newCertificate('Authority of a test');
  authority.certificate.setExtensions([
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, critical: true },
  ]);
  authority.certificate.setIssuer(authority.certificate.subject.attributes);
  authority.certificate.sign(authority.keys.privateKey, md.sha256.create());

  const server = newCertificate(names[0]!);
  const dnsName = 2;
  server.certificate.setExtensions([
    { name: 'subjectAltName', altNames: names.map((value) => ({ type: dnsName, value })) },
  ]);
  server.certificate.setIssuer(authority.certificate.subject.attributes);
  server.certificate.sign(authority.keys.privateKey, md.sha256.create());
  return {
    authority: pki.certificateToPem(authority.certificate),
    certificate: pki.certificateToPem(server.certificate),
    key: pki.privateKeyToPem(server.keys.privateKey),
  };
}

function newCertificate(commonName: string) {
  const keys = pki.rsa.generateKeyPair(2048);
  const certificate = pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = Buffer.from(commonName).toString('hex').slice(0, 16);
  certificate.validity.notBefore = new Date(Date.now() - DAY_MS);
  certificate.validity.notAfter = new Date(Date.now() + DAY_MS);
  certificate.setSubject([{ name: 'commonName', value: commonName }]);
  return { keys, certificate };
}
