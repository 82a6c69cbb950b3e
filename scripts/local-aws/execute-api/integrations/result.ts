/** What an integration gives back to the caller of a method. */
export interface IntegrationResult {
  status: number;
  /** In order; a name stands once for each of its values. */
  headers: [name: string, value: string][];
  body: string | Buffer;
}
