import type { Explanation } from '../../sigv4/diagnosis/diagnose';
import type { AuthenticationEvidence } from '../admission/authentication/evidence';
import type { AuthorizationResult } from '../authorization';

/** What is known about one request: what came in, what was checked and decided, what went out. */
export interface RequestRecord {
  id: string;
  /** ISO 8601. */
  receivedAt: string;
  /** `apigateway`, `execute-api`, `iam`, `lambda` or `sts`; absent when none of them was meant. */
  service?: string;
  /** The control-plane operation. */
  operation?: string;
  request: {
    method: string;
    path: string;
    query: string;
    headers: [name: string, value: string][];
    /** As text, shortened when long. */
    body: string;
    sourceIp: string;
  };
  authentication?: AuthenticationEvidence;
  /** The mistake that gives the very signature that was refused; worked out when it is read. */
  diagnosis?: Pick<Explanation, 'mistakes' | 'title' | 'why' | 'fix' | 'alternatives'>;
  /** What IAM was asked, one entry for each demand, and each statement that it considered. */
  authorization?: AuthorizationEvidence[];
  /** Which check refused the request, and what it said; absent when the request was let through. */
  refusedBy?: { check: 'route' | 'authentication' | 'authorization' | 'quota'; reason: string };
  /** What API Gateway called behind the method, and what that answered. */
  integration?: Record<string, unknown>;
  response?: { status: number; headers: Record<string, string | string[]>; body: string };
  /** What went wrong inside local AWS itself, when the answer is a 500 of its own. */
  failure?: string;
}

export interface AuthorizationEvidence {
  action: string;
  resource: string;
  principal: string;
  decision: AuthorizationResult['decision'];
  by: AuthorizationResult['by'];
  /** Why, statement by statement. */
  statements: AuthorizationResult['statements'];
}
