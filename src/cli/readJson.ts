import type { z } from 'zod';
import { GameError } from '../game/gameError.js';
import { JsonText } from '../game/jsonText.js';
import { shapeProblem } from '../game/shapeProblem.js';
import { PolicyError } from '../policy/policyError.js';
import { readText } from './files.js';

/** A JSON file of the right shape, and how to complain about a place in it. */
export interface JsonFile<T> {
  readonly value: T;
  /** Runs `read` on a part of the file: the path of a GameError or PolicyError continues from `path`. */
  within<R>(path: readonly (string | number)[], read: () => R): R;
  /** The error for a problem at `path`. */
  problem(message: string, path: readonly (string | number)[]): Error;
}

/**
 * Reads a JSON file and checks its shape. The value is as written, not as the schema would order it, so that
 * it prints with the same bytes. Throws UsageError or GameFileError, each one line with the place.
 */
export function readJson<T>(fileName: string, schema: z.ZodType<T>): JsonFile<T> {
  const json = JsonText.parse(readText(fileName), fileName);
  const result = schema.safeParse(json.value);
  if (!result.success) {
    const { message, path } = shapeProblem(result.error, json.value);
    throw json.problem(message, path);
  }
  return {
    value: json.value as T,
    within: (path, read) => {
      try {
        return read();
      } catch (error) {
        if (error instanceof GameError || error instanceof PolicyError) {
          throw json.problem(error.message, [...path, ...error.path]);
        }
        throw error;
      }
    },
    problem: (message, path) => json.problem(message, path),
  };
}
