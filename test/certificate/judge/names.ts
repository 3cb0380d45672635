import type { Surrogate } from '../../../src/algorithm/algorithm.js';
import { clippedCarry } from '../../../src/algorithm/carry.js';
import { clipped, exact, gradient, jointClipped, kl } from '../../../src/algorithm/surrogates.js';
import type { Estimator } from '../../../src/estimate/estimator.js';
import {
  batchDeviation,
  EXACT,
  gae,
  grae,
  groupDeviation,
  JOINT,
  leaveOneOut,
  POPULATION,
  REINFORCE,
  reinforcePlusPlus,
  SAMPLE,
} from '../../../src/estimate/estimators.js';
import { Rational } from '../../../src/exact/rational.js';
import { demand, False, Unknown } from './numbers.js';

export function surrogateOf(text: string): Surrogate {
  const [name, ...sizes] = text.split(':');
  switch (name) {
    case 'clip':
    case 'clip-joint': {
      demand(sizes.length === 1 || sizes.length === 2, 'sizes of a clip');
      return (name === 'clip' ? clipped : jointClipped)(sizes[0], sizes[1] ?? sizes[0]);
    }
    case 'kl':
      demand(sizes.length === 1, 'sizes of kl');
      return kl(sizes[0]);
    case 'gradient':
      demand(sizes.length === 1 || sizes.length === 2, 'sizes of a gradient');
      return gradient(sizes[0], sizes[1]?.split(',').map(Number));
    case 'clip-floor':
      throw new Unknown(name);
    default:
      return exact(text);
  }
}

export function carryOf(text: string): ReturnType<typeof clippedCarry> {
  const size = /^clipped:([^:]+)$/.exec(text)?.[1];
  if (size === undefined) throw new False(`the carry rule ${text}`);
  return clippedCarry(Rational.parse(size));
}

export function estimatorOf(text: string): Estimator {
  const [name, option, ...more] = text.split(/\/(?=[a-z])/);
  demand(more.length === 0, 'an estimator that is none');
  const returns = option === 'undiscounted' ? 'undiscounted' : 'discounted';
  const [kind, size = '', divisor = 'n'] = name.split(':');
  const deviation = divisor === 'n-1' ? SAMPLE : POPULATION;
  demand(option === undefined || option === 'undiscounted', 'an option that is none');
  demand(name.split(':').length <= 3 && (divisor === 'n' || divisor === 'n-1'), 'an estimator that is none');
  const plain = name.split(':').length;
  switch (kind) {
    case 'joint':
    case 'return':
      demand(plain === 1, 'sizes of a plain return');
      return { ...(kind === 'joint' ? JOINT : REINFORCE), returns };
    case 'grae':
    case 'loo':
      demand(plain === 2 && /^[1-9]$/.test(size), 'a group of no size');
      return { ...(kind === 'grae' ? grae(Number(size)) : leaveOneOut(Number(size))), returns };
    case 'grae-std':
      demand(plain === 3 && /^[1-9]$/.test(size), 'a group of no size');
      return { ...groupDeviation(Number(size), deviation), returns };
    case 'return-batch-std':
    case 'grae-batch-std': {
      demand(plain === 3 && /^[1-9]x[1-9]$/.test(size), 'a batch of no size');
      const [group, contexts] = size.split('x').map(Number);
      if (kind === 'return-batch-std' && group !== 1) throw new Unknown(name);
      return {
        ...(kind === 'return-batch-std'
          ? reinforcePlusPlus(contexts, deviation)
          : batchDeviation(group, contexts, deviation)),
        returns,
      };
    }
    case 'local':
      demand(plain === 1 && option === undefined, 'an estimator that is none');
      return EXACT;
    case 'gae':
      demand(plain === 2 && option === undefined, 'an estimator that is none');
      return gae(size);
    default:
      throw new False(`the estimator ${text}`);
  }
}
