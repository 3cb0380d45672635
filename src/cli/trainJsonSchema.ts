import { trainConfigSpec } from '../neural/config/trainConfig.js';
import { schemaText } from '../policy/jsonSchemas.js';

/** The published JSON Schema of a training configuration (schemas/train-config.schema.json). */
export function trainJsonSchema(): string {
  return schemaText(trainConfigSpec);
}
