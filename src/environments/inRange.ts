import type { Rational } from '../exact/rational.js';
import type { Environment } from './environment.js';
import { EnvironmentError } from './environmentError.js';

/** Throws EnvironmentError when the return of a whole episode lies outside the stated range. */
export function inRange(environment: Pick<Environment, 'name' | 'returnRange'>, pathReturn: Rational): void {
  const [least, most] = environment.returnRange;
  if (pathReturn.ge(least) && pathReturn.le(most)) return;
  throw new EnvironmentError(
    `environment "${environment.name}": an episode returns ${pathReturn}, outside the stated range ${least} … ${most}`,
  );
}
