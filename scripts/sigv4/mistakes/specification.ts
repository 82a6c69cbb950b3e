/** Where the specification says how it is done. */
export interface SpecificationSection {
  name: string;
  url: string;
}

const GUIDE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const CREATE = `${GUIDE}/reference_sigv-create-signed-request.html`;

export const SPECIFICATION = {
  canonicalRequest: {
    name: 'Create a canonical request',
    url: `${CREATE}#create-canonical-request`,
  },
  stringToSign: { name: 'Create a string to sign', url: `${CREATE}#create-string-to-sign` },
  signingKey: { name: 'Derive a signing key', url: `${CREATE}#derive-signing-key` },
  signature: { name: 'Calculate the signature', url: `${CREATE}#calculate-signature` },
  sessionToken: { name: 'Temporary security credentials', url: CREATE },
  elements: {
    name: 'Elements of an AWS API request signature',
    url: `${GUIDE}/reference_sigv-signing-elements.html`,
  },
  queryForm: {
    name: 'Authentication methods: query string',
    url: `${GUIDE}/reference_sigv-authentication-methods.html`,
  },
} as const satisfies Record<string, SpecificationSection>;
