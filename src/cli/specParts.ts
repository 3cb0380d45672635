import { z } from 'zod';
import type { JsonPath } from './settingsJson.js';

/** The parts of a JSON Schema that are looked at here. */
interface Schema {
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
}

/**
 * What a definition allows at places of a value, for error messages: the keys of an object, and the words to choose
 * from. Of alternatives only those count whose fixed words ("kind": "gru") the value does not contradict, or all of
 * them if it contradicts all.
 */
export class SpecParts {
  private readonly root: readonly Schema[];

  constructor(
    spec: z.ZodType,
    private readonly value: unknown,
  ) {
    this.root = alternatives(z.toJSONSchema(spec, { target: 'draft-7', io: 'input' }) as Schema);
  }

  /** The keys that the object at `path` may have; none where any key may stand. */
  keys(path: JsonPath): string[] {
    const schemas = fitting(this.at(path), partAt(this.value, path));
    return [...new Set(schemas.flatMap(({ properties = {} }) => Object.keys(properties)))];
  }

  /** The values that may stand at `path`, where they are listed. */
  choices(path: JsonPath): unknown[] {
    return [...new Set(this.at(path).flatMap(choicesOf))];
  }

  /** The definitions that may hold at `path`. */
  private at(path: JsonPath): readonly Schema[] {
    return path.reduce<readonly Schema[]>((schemas, key, n) => {
      if (typeof key === 'number')
        return schemas.flatMap(({ items }) => (items === undefined ? [] : alternatives(items)));
      const owners = fitting(schemas, partAt(this.value, path.slice(0, n)), key);
      return owners.flatMap(({ properties = {}, additionalProperties: others }) => {
        const part = Object.hasOwn(properties, key) ? properties[key] : others;
        return typeof part === 'object' ? alternatives(part) : [];
      });
    }, this.root);
  }
}

/** The part of `value` at `path`; undefined where it has none. */
export function partAt(value: unknown, path: JsonPath): unknown {
  return path.reduce((part, key) => {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, key)) return undefined;
    return (part as Readonly<Record<string | number, unknown>>)[key];
  }, value);
}

function alternatives(schema: Schema): readonly Schema[] {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return inner.length === 0 ? [schema] : inner.flatMap(alternatives);
}

function choicesOf(schema: Schema): readonly unknown[] {
  return schema.const === undefined ? (schema.enum ?? []) : [schema.const];
}

/** Those of `schemas` whose fixed words `value` has or leaves out, whatever it has at `except`. */
function fitting(schemas: readonly Schema[], value: unknown, except?: string): readonly Schema[] {
  const agrees = ({ properties = {} }: Schema): boolean =>
    Object.entries(properties).every(([key, part]) => {
      const words = alternatives(part).flatMap(choicesOf);
      const own = partAt(value, [key]);
      return key === except || own === undefined || words.length === 0 || words.includes(own);
    });
  const objects = schemas.filter(({ properties, additionalProperties }) => properties ?? additionalProperties);
  const fit = objects.filter(agrees);
  return fit.length === 0 ? objects : fit;
}
