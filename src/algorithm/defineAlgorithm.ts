import { Rational } from '../exact/rational.js';
import { didYouMean } from '../game/nearest.js';
import type { Algorithm } from './algorithm.js';

/** A definition of an algorithm that is none; one line that names the field and the fix. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';
}

/** An algorithm as written in a file of one's own: an `Algorithm` whose order may be left out (reverse, as in the paper). */
export interface AlgorithmDefinition extends Omit<Algorithm, 'order' | 'safeguard'> {
  /** Default: reverse. */
  readonly order?: Algorithm['order'];
  /** ε as an exact number or text, e.g. "1/5". */
  readonly safeguard?: { readonly epsilon: Rational | string; readonly halvings: number };
}

type Fields = Readonly<Record<string, unknown>>;

const FIELDS = ['name', 'estimator', 'surrogate', 'order', 'carry', 'safeguard'];
const ESTIMATORS: Readonly<Record<string, readonly string[]>> = {
  exact: ['turnWeight'],
  gae: ['lambda', 'critic', 'turnWeight'],
  return: ['returns', 'baseline', 'groupSize', 'normalisation'],
};
const SURROGATES: Readonly<Record<string, readonly string[]>> = {
  clip: ['level', 'low', 'high'],
  mirror: ['step'],
  kl: ['weight'],
  gradient: ['size'],
};

/**
 * An algorithm composed of named parts, for `seeupo check`:
 * `defineAlgorithm({ name: 'mine', estimator: grae(2), surrogate: clipped('1/5'), order: 'reverse' })`.
 * What the types rule out is checked at run time too. Throws DefinitionError, with the field and the fix.
 */
export function defineAlgorithm(definition: AlgorithmDefinition): Algorithm {
  const fields = objectAt(definition, 'defineAlgorithm', '{ name, estimator, surrogate, order }');
  for (const key of Object.keys(fields)) {
    if (!FIELDS.includes(key)) {
      throw new DefinitionError(
        `unknown field "${key}"${didYouMean(key, FIELDS)}; the fields are ${FIELDS.join(', ')}`,
      );
    }
  }
  checkName(fields['name']);
  checkPart(fields['estimator'], 'estimator', ESTIMATORS, 'grae(2)');
  checkPart(fields['surrogate'], 'surrogate', SURROGATES, "clipped('1/5')");
  const order = orderOf(fields['order'] ?? 'reverse');
  checkCarry(fields['carry']);
  const { name, estimator, surrogate, carry } = definition;
  return {
    name,
    estimator,
    surrogate,
    order,
    ...(carry === undefined ? {} : { carry }),
    ...(fields['safeguard'] === undefined ? {} : { safeguard: safeguardOf(fields['safeguard']) }),
  };
}

/** Checks the name of an algorithm: some text. Throws DefinitionError. */
export function checkName(name: unknown): asserts name is string {
  if (typeof name === 'string' && name.trim() !== '') return;
  throw new DefinitionError(`name: ${shown(name)} is no name; write a short text, such as name: 'GRPO, longer turns'`);
}

function checkPart(
  value: unknown,
  field: string,
  kinds: Readonly<Record<string, readonly string[]>>,
  example: string,
): void {
  const part = objectAt(value, field, example);
  const kind = part['kind'];
  const needed = typeof kind === 'string' && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (needed === undefined) {
    const known = Object.keys(kinds);
    const hint = typeof kind === 'string' ? didYouMean(kind, known) : '';
    throw new DefinitionError(
      `${field}: its kind is ${shown(kind)}${hint}, not one of ${known.join(', ')}; write ${field}: ${example}`,
    );
  }
  for (const name of needed) {
    if (part[name] === undefined) {
      throw new DefinitionError(`${field}: "${name}" is missing; write ${field}: ${example}, which sets it`);
    }
    if (['low', 'high', 'weight', 'size', 'lambda'].includes(name) && !(part[name] instanceof Rational)) {
      throw new DefinitionError(
        `${field}.${name}: ${shown(part[name])} is no exact number; write ${field}: ${example}, or Rational.parse("1/5")`,
      );
    }
  }
}

function orderOf(order: unknown): Algorithm['order'] {
  const names = ['reverse', 'forward', 'simultaneous', 'random'] as const;
  const named = names.find((name) => name === order);
  if (named !== undefined) return named;
  if (Array.isArray(order)) {
    const turns: readonly unknown[] = order;
    if (turns.length > 0 && turns.every((_, t) => turns.includes(t + 1))) return turns as readonly number[];
  }
  const hint = typeof order === 'string' ? didYouMean(order, names) : '';
  throw new DefinitionError(
    `order: ${shown(order)} is no order${hint}; write ${names.join(', ')}, or a permutation of the turns such as [2, 1, 3]`,
  );
}

function checkCarry(carry: unknown): void {
  if (carry === undefined) return;
  const { name, next } = objectAt(carry, 'carry', "{ name: 'mine', next: (factors, ratios, { reals }) => … }");
  if (typeof name !== 'string') throw new DefinitionError(`carry.name: ${shown(name)} is no text; name the rule`);
  if (typeof next !== 'function') {
    throw new DefinitionError(
      `carry.next: ${shown(next)} is no function; write next: (factors, ratios, { reals }) => the new factors`,
    );
  }
}

function safeguardOf(safeguard: unknown): NonNullable<Algorithm['safeguard']> {
  const { epsilon, halvings } = objectAt(safeguard, 'safeguard', "{ epsilon: '1/5', halvings: 10 }");
  if (typeof halvings !== 'number' || !Number.isInteger(halvings) || halvings < 0) {
    throw new DefinitionError(`safeguard.halvings: ${shown(halvings)} is no whole number of at least 0; write 10`);
  }
  const exact = exactAt(epsilon, 'safeguard.epsilon');
  if (exact.sign() <= 0 || exact.gt(Rational.ONE)) {
    throw new DefinitionError(`safeguard.epsilon: ${exact} is not in (0, 1]; write "1/5"`);
  }
  return { epsilon: exact, halvings };
}

function exactAt(value: unknown, field: string): Rational {
  if (value instanceof Rational) return value;
  const isExactText = typeof value === 'string' && /^\s*[+-]?\d+(\/0*[1-9]\d*|\.\d+)?\s*$/.test(value);
  if (isExactText) return Rational.parse(value);
  throw new DefinitionError(`${field}: ${shown(value)} is no exact number; write it as text, such as "1/5"`);
}

/** `value` as an object with fields. Throws DefinitionError, for a function with the advice to call it. */
export function objectAt(value: unknown, field: string, example: string): Fields {
  if (typeof value === 'function') {
    throw new DefinitionError(`${field}: the function ${value.name} itself; call it, such as ${field}: ${example}`);
  }
  if (value === undefined) throw new DefinitionError(`${field} is missing; write ${field}: ${example}`);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new DefinitionError(`${field}: ${shown(value)} is none; write ${field}: ${example}`);
  }
  return value as Fields;
}

/** A value in a message: short, on one line. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 60));
  if (typeof value === 'function') return `a function`;
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.slice(0, 6).map(shown).join(', ')}${value.length > 6 ? ', …' : ''}]`;
  return value instanceof Object ? `an object (${value.constructor.name})` : typeof value;
}
