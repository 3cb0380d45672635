import { lineSpec } from '../audit/logSpec.js';
import { schemaText } from '../policy/jsonSchemas.js';

/** The published JSON Schema of the lines of a log, by file name under schemas/. */
export function auditJsonSchemas(): ReadonlyMap<string, string> {
  return new Map([['audit-log.schema.json', schemaText(lineSpec)]]);
}
