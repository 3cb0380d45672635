import { didYouMean } from '../game/nearest.js';
import { shapeProblem } from '../game/shapeProblem.js';
import type { Environment } from './environment.js';
import { EnvironmentError } from './environmentError.js';
import type { EnvironmentFamily } from './family.js';
import { ENVIRONMENTS } from './library/index.js';

/** The family called `name`. Throws EnvironmentError, with the nearest name, when there is none. */
export function familyByName(name: string): EnvironmentFamily {
  const family = ENVIRONMENTS.find((candidate) => candidate.name === name);
  if (family !== undefined) return family;
  const names = ENVIRONMENTS.map((candidate) => candidate.name);
  throw new EnvironmentError(
    `there is no environment "${name}"${didYouMean(name, names)}; the environments are ${names.join(', ')}`,
  );
}

/**
 * The environment `name` of the given sizes, the others at their defaults. Throws EnvironmentError for an unknown
 * name or size, with the nearest one, and for a size out of bounds.
 */
export function environmentByName(name: string, sizes: Readonly<Record<string, unknown>> = {}): Environment {
  const family = familyByName(name);
  return family.build(sizesOf(family, sizes));
}

/** `sizes` checked, with defaults filled in. Throws as `environmentByName`. */
export function sizesOf(
  family: EnvironmentFamily,
  sizes: Readonly<Record<string, unknown>> = {},
): Record<string, number | boolean> {
  const result = family.sizes.safeParse(sizes);
  if (result.success) return result.data;
  const { message, path } = shapeProblem(result.error, sizes, Object.keys(family.sizes.shape));
  const [key] = path;
  const where = key === undefined || message.includes(`"${key}"`) ? '' : `size "${key}" is ${String(sizes[key])}: it `;
  throw new EnvironmentError(`environment "${family.name}": ${where}${message}`);
}
