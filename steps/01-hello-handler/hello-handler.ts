/** What a function returns to the proxy integration of API Gateway. */
export interface ProxyResponse {
  statusCode: number;
  /** Text. Anything else must be written as JSON first. */
  body: string;
}

/**
 * The hello function, the one that Lambda's console creates: API Gateway calls it and sends what it
 * returns to the caller.
 */
export async function handler(): Promise<ProxyResponse> {
  throw new Error('TODO handler: return status 200, and the text Hello from Lambda! as JSON');
}
