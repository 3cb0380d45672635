import type { Algorithm } from '../algorithm/algorithm.js';
import { defineAlgorithm, DefinitionError, shown } from '../algorithm/defineAlgorithm.js';
import { iterate } from '../algorithm/iterate.js';
import { defineStep, type StepAlgorithm, type UserStep } from './defineStep.js';

/** What is examined: parts, or a step of one's own. */
export type UserAlgorithm = Algorithm | StepAlgorithm;

const NAMES = ['default', 'algorithm', 'step'];
const ADVICE =
  'write "export default defineAlgorithm({ … })" or "export function step(game, policy) { … }"; "seeupo check --init" writes an example';

/**
 * The algorithm among a module's exports: the default one, else `algorithm`, else `step`; what `defineAlgorithm` or
 * `defineStep` made, fields for one of them, or a bare function. `fallbackName` names a function without a name.
 * Throws DefinitionError when there is none.
 */
export function exportedAlgorithm(exports: Readonly<Record<string, unknown>>, fallbackName: string): UserAlgorithm {
  const key = NAMES.find((name) => exports[name] !== undefined);
  if (key === undefined) {
    const others = Object.keys(exports);
    const found = others.length === 0 ? 'it exports nothing' : `it exports ${others.join(', ')}, but no algorithm`;
    throw new DefinitionError(`${found}; ${ADVICE}`);
  }
  const value = exports[key];
  if (typeof value === 'function') {
    if (/^class\b/.test(Function.prototype.toString.call(value))) {
      throw new DefinitionError(`the export "${key}" is a class; ${ADVICE}`);
    }
    return { name: nameOf(value as UserStep) ?? fallbackName, step: value as UserStep };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new DefinitionError(`the export "${key}" is ${shown(value)}, no algorithm; ${ADVICE}`);
  }
  return 'step' in value
    ? defineStep({ name: fallbackName, ...(value as object) } as StepAlgorithm)
    : defineAlgorithm(value as Algorithm);
}

function nameOf({ name }: UserStep): string | undefined {
  return ['', 'default', 'step', 'anonymous'].includes(name) ? undefined : name;
}

/** Its iteration as a function of game, policy and options. */
export function stepOf(algorithm: UserAlgorithm): UserStep {
  return 'step' in algorithm ? algorithm.step : (_, policy, options) => iterate(algorithm, policy, options);
}

/** The seeds to examine it with: several where its order is random, or where nobody knows. */
export function seedsOf(algorithm: UserAlgorithm): readonly number[] {
  return 'step' in algorithm || algorithm.order === 'random' ? [1, 2, 3] : [1];
}
