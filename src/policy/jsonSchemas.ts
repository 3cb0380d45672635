import { z } from 'zod';
import { gameSpec } from '../game/gameSpec.js';
import { type Json, printJson } from '../game/printJson.js';
import { policySpec } from './policyFile.js';

/**
 * The published JSON Schemas (draft 7, which editors understand), by file name under schemas/. They are the
 * same definitions that validate and type the files.
 */
export function jsonSchemas(): ReadonlyMap<string, string> {
  return new Map([
    ['game.schema.json', schemaText(gameSpec)],
    ['policy.schema.json', schemaText(policySpec)],
  ]);
}

/** `schema` as the text of a JSON Schema file: what a reader may write, before defaults and transformations. */
export function schemaText(schema: z.ZodType): string {
  return printJson(z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }) as Json);
}
