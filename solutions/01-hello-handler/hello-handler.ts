/** What a function answers to the proxy integration of API Gateway. */
export interface ProxyResponse {
  statusCode: number;
  /** Text. Anything else must be made JSON first. */
  body: string;
}

/**
 * The hello function, as the console makes it: API Gateway calls it, and sends what it returns to
 * the caller.
 *
 * @exercise return status 200 and the text Hello from Lambda! as JSON
 */
export async function handler(): Promise<ProxyResponse> {
  return { statusCode: 200, body: JSON.stringify('Hello from Lambda!') };
}
