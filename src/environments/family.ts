import type { z } from 'zod';
import type { Rational } from '../exact/rational.js';
import type { Environment } from './environment.js';

/** The sizes of a family: an object of integers (and switches), each with a default and a description. */
export type SizesSchema = z.ZodObject<Record<string, z.ZodDefault<z.ZodInt> | z.ZodDefault<z.ZodBoolean>>>;

/** Environments that differ in their sizes only; the default sizes unroll in milliseconds. */
export interface EnvironmentFamily<Schema extends SizesSchema = SizesSchema> {
  readonly name: string;
  /** One sentence: what it shows. */
  readonly shows: string;
  readonly sizes: Schema;
  build(sizes: z.output<Schema>): Environment;
  /** J*, exact, by its own derivation, without unrolling; undefined for sizes that the derivation does not cover. */
  optimalValue(sizes: z.output<Schema>): Rational | undefined;
  /** Why that is J*. */
  readonly derivation: string;
}

/** `family` with its sizes typed by its own schema. */
export function defineFamily<Schema extends SizesSchema>(family: EnvironmentFamily<Schema>): EnvironmentFamily<Schema> {
  return family;
}
