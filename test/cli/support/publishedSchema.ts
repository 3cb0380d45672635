import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { ROOT } from '../../../tools/sourceTree.js';

/** The check of a committed schema: `run` for schemas/run.schema.json. */
export function publishedSchema(name: string): ValidateFunction {
  return new Ajv().compile(JSON.parse(readFileSync(`${ROOT}/schemas/${name}.schema.json`, 'utf8')) as object);
}
