/** What the check of a signature saw and computed, to show to whoever asks why. */
export interface AuthenticationEvidence {
  outcome: 'verified' | 'refused' | 'not required';
  form?: 'header' | 'query';
  /** The ARN of the caller, once it is known. */
  principal?: string;
  /** What the caller sent. */
  received?: {
    accessKeyId?: string;
    credentialScope?: string;
    signedHeaders?: string[];
    date?: string;
    signature?: string;
    /** Its text is a secret. */
    securityToken?: 'sent' | 'not sent';
  };
  /** What the verifier computed from the request as it arrived. */
  verified?: { canonicalRequest: string; stringToSign: string; signature: string };
  /** Which rule refused, and how; absent when verified. */
  refusal?: string;
  /** More than the caller is told, where the rule alone does not say it. */
  why?: string;
}
