import {
  batchDeviation,
  gae,
  grae,
  groupDeviation,
  JOINT,
  leaveOneOut,
  POPULATION,
  reinforcePlusPlus,
  SAMPLE,
} from '../estimate/estimators.js';
import type { Estimator } from '../estimate/estimator.js';
import { ExactError } from '../exact/exactError.js';
import { Rational } from '../exact/rational.js';
import { AtlasError } from './atlasError.js';

/** An advantage estimator of the atlas. */
export interface Advantage {
  /** As in a row's name, e.g. "grae:2". */
  readonly id: string;
  /** One letter for tables. */
  readonly letter: string;
  readonly title: string;
  readonly estimator: Estimator;
}

/** The forms of an advantage's name, for messages and help. */
export const ADVANTAGE_FORMS = ['joint', 'grae:G', 'loo:G', 'group-std:G', 'batch-std:GxB', 'gae:LAMBDA'] as const;

/**
 * The advantage of that name; groups of G rollouts, batches of B groups. Throws AtlasError for another form, a group or
 * batch that is too small, or λ outside [0, 1].
 */
export function advantageOf(id: string): Advantage {
  const [name, size = '', ...rest] = id.split(':');
  if (rest.length === 0) {
    switch (name) {
      case 'joint':
        if (size === '')
          return { id, letter: 'J', title: 'R − V(s0), exact: the joint advantage of Eq. 5', estimator: JOINT };
        break;
      case 'grae': {
        const g = count(id, size, 2);
        return { id, letter: 'M', title: `R less the mean of its group of ${g} (GRAE)`, estimator: grae(g) };
      }
      case 'loo': {
        const g = count(id, size, 2);
        const title = `R less the mean of the other ${g - 1 === 1 ? 'one' : g - 1} of its group of ${g} (RLOO)`;
        return { id, letter: 'L', title, estimator: leaveOneOut(g) };
      }
      case 'group-std': {
        const g = count(id, size, 2);
        const title = `GRAE over the standard deviation of the same group of ${g} (GRPO)`;
        return { id, letter: 'G', title, estimator: groupDeviation(g, SAMPLE) };
      }
      case 'batch-std':
        return batch(id, size);
      case 'gae': {
        const lambda = discountFactor(id, size);
        return { id, letter: 'A', title: `GAE(${lambda}) with the exact critic V_π`, estimator: gae(lambda) };
      }
    }
  }
  throw new AtlasError(`unknown advantage "${id}"; write one of ${ADVANTAGE_FORMS.join(', ')}`);
}

function batch(id: string, size: string): Advantage {
  const [group, contexts, ...rest] = size.split('x');
  if (contexts === undefined || rest.length > 0) throw new AtlasError(`"${id}": write batch-std:GxB, such as 1x3`);
  const g = count(id, group, 1);
  const b = count(id, contexts, 1);
  if (g * b < 2) throw new AtlasError(`"${id}": a standard deviation needs at least two samples`);
  return g === 1
    ? {
        id,
        letter: 'B',
        title: `R normalised by mean and standard deviation of a batch of ${b} (REINFORCE++)`,
        estimator: reinforcePlusPlus(b, POPULATION),
      }
    : {
        id,
        letter: 'N',
        title: `GRAE normalised over a batch of ${b} groups of ${g} (§4.2)`,
        estimator: batchDeviation(g, b, POPULATION),
      };
}

function count(id: string, text: string, least: number): number {
  if (!/^[1-9]$/.test(text) || Number(text) < least) {
    throw new AtlasError(`"${id}": a size is a whole number from ${least} to 9`);
  }
  return Number(text);
}

function discountFactor(id: string, text: string): string {
  try {
    const lambda = Rational.parse(text);
    if (lambda.sign() >= 0 && !lambda.gt(Rational.ONE)) return lambda.toString();
  } catch (error) {
    if (!(error instanceof ExactError)) throw error;
  }
  throw new AtlasError(`"${id}": λ is an exact number from 0 to 1, such as 19/20`);
}
