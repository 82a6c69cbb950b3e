/** What a function returns to the proxy integration of API Gateway. */
export interface ProxyResponse {
  statusCode: number;
  /** Text. Anything else must be written as JSON first. */
  body: string;
}

/**
 * The hello function, the one that Lambda's console creates: API Gateway calls it and sends what it
 * returns to the caller.
 *
 * @exercise return status 200, and the text Hello from Lambda! as JSON
 */
export async function handler(): Promise<ProxyResponse> {
  return { statusCode: 200, body: JSON.stringify('Hello from Lambda!') };
}
