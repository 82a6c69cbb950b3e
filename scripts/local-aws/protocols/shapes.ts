import { NormalizedSchema } from '@smithy/core/schema';

/** One operation as the SDK client's schemas describe it. */
export interface OperationShape {
  name: string;
  /** REST protocols only. */
  http?: { method: string; path: string; status: number };
  input: NormalizedSchema;
  output: NormalizedSchema;
}

/** One error as the schemas describe it. */
export interface ErrorShape {
  schema: NormalizedSchema;
  /** What the error is called in an answer of the query protocol. */
  queryCode: string;
}

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];

/** The first element of an exported schema says what it describes. */
const OPERATION = 9;
const ERROR = -3;

/**
 * The operations that a client knows.
 * @param client the client's module, whose exports named `…$` are schemas
 */
export function operationShapes(client: Record<string, unknown>): OperationShape[] {
  return schemasOfKind(client, OPERATION).map(([, , name, traits, input, output]) => {
    const { http } = (traits || {}) as { http?: [string, string, number] };
    return {
      name: name as string,
      http: http && { method: http[0], path: http[1], status: http[2] },
      input: NormalizedSchema.of(input as SchemaRef),
      output: NormalizedSchema.of(output as SchemaRef),
    };
  });
}

/** The errors that a client knows, by name. */
export function errorShapes(client: Record<string, unknown>): Map<string, ErrorShape> {
  return new Map(
    schemasOfKind(client, ERROR).map((schema) => {
      const [, , name, traits] = schema;
      const { awsQueryError } = (traits || {}) as { awsQueryError?: [string, number] };
      const queryCode = awsQueryError?.[0] ?? (name as string);
      return [
        name as string,
        { schema: NormalizedSchema.of(schema as unknown as SchemaRef), queryCode },
      ];
    }),
  );
}

function schemasOfKind(client: Record<string, unknown>, kind: number): unknown[][] {
  return Object.entries(client)
    .filter(([name]) => name.endsWith('$'))
    .map(([, schema]) => schema)
    .filter((schema): schema is unknown[] => Array.isArray(schema) && schema[0] === kind);
}

/** The members of a structure that must be there: the schema lists them first and counts them. */
export function requiredMembers(structure: NormalizedSchema): string[] {
  const schema = structure.getSchema();
  if (!Array.isArray(schema)) return [];
  const [, , , , members = [], , requiredCount = 0] = schema as StructureTuple;
  return members.slice(0, requiredCount);
}

type StructureTuple = [
  kind: unknown,
  namespace: unknown,
  name: unknown,
  traits: unknown,
  members?: string[],
  memberSchemas?: unknown[],
  requiredCount?: number,
];
