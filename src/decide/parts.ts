import type { Algorithm, Surrogate } from '../algorithm/algorithm.js';
import { exactCarry } from '../algorithm/carry.js';
import type { Estimator } from '../estimate/estimator.js';
import { Rational } from '../exact/rational.js';
import type { MirrorStep } from '../mirror/mirrorStep.js';
import { parseStep } from '../mirror/parseStep.js';

/** An algorithm of named parts as plain data, which one thread can send to another. Exact numbers are texts. */
export interface Parts {
  readonly name: string;
  readonly estimator: Plain;
  /** A step is its name, or undefined where it is code of one's own. */
  readonly surrogate: { readonly step: string | undefined } | { readonly named: Plain };
  readonly order: Algorithm['order'];
  /** Is M carried by code of one's own? */
  readonly ownCarry: boolean;
  readonly hasSafeguard: boolean;
}

/** Data without functions and classes. */
type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

/** The algorithm as plain data. */
export function partsOf({ name, estimator, surrogate, order, carry, safeguard }: Algorithm): Parts {
  return {
    name,
    estimator: plain(estimator),
    surrogate:
      surrogate.kind === 'mirror'
        ? { step: isNamedStep(surrogate.step) ? surrogate.step.name : undefined }
        : { named: plain(surrogate) },
    order,
    ownCarry: carry !== undefined && carry !== exactCarry,
    hasSafeguard: safeguard !== undefined,
  };
}

/** The algorithm again. Code of one's own is replaced by code that refuses to run. */
export function algorithmOfParts({ name, estimator, surrogate, order, ownCarry, hasSafeguard }: Parts): Algorithm {
  return {
    name,
    estimator: exactly(estimator) as Estimator,
    surrogate:
      'named' in surrogate ? (exactly(surrogate.named) as Surrogate) : { kind: 'mirror', step: stepOf(surrogate.step) },
    order,
    ...(ownCarry ? { carry: { name: 'of its own', next: refuse } } : {}),
    ...(hasSafeguard ? { safeguard: { epsilon: Rational.ONE, halvings: 0 } } : {}),
  };
}

const EXACT = 'exactly ';

function plain(value: unknown): Plain {
  if (value instanceof Rational) return EXACT + value.toString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
  }
  return value as Plain;
}

function exactly(value: Plain): unknown {
  if (typeof value === 'string' && value.startsWith(EXACT)) return Rational.parse(value.slice(EXACT.length));
  if (Array.isArray(value)) return value.map((part: Plain) => exactly(part));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, exactly(part)]));
  }
  return value;
}

function stepOf(name: string | undefined): MirrorStep {
  if (name !== undefined) return parseStep(name);
  return { name: 'of its own', needsParts: false, solve: refuse, drift: refuse, feasible: refuse };
}

function refuse(): never {
  throw new TypeError('code of the user stays in the thread that loaded it');
}

/** Problems on which steps of different kinds and sizes differ: the old distribution and E[M|a], in hundredths. */
const PROBES = [
  [
    [50, 50],
    [100, -100],
  ],
  [
    [20, 80],
    [7, 3],
  ],
  [
    [30, 30, 40],
    [50, 0, -20],
  ],
  [
    [10, 20, 70],
    [0, 400, -300],
  ],
] as const;

/** Is it one of this program's steps, and not code of one's own that only bears its name? */
function isNamedStep(step: MirrorStep): boolean {
  let named: MirrorStep;
  try {
    named = parseStep(step.name);
    return PROBES.every(([old, advantage]) => {
      const problem = {
        old: old.map((n) => Rational.of(n, 100)),
        advantage: advantage.map((n) => Rational.of(n, 100)),
        preference: old.map((_, a) => a),
      };
      const [own, known] = [step, named].map((each) => each.solve(problem).join());
      return own === known;
    });
  } catch {
    return false;
  }
}
