import type { Algorithm } from '../algorithm/algorithm.js';
import { BACKWARD_INDUCTION, SEEUPO } from '../algorithm/algorithms.js';
import { exact, kl } from '../algorithm/surrogates.js';
import { Interval } from '../exact/interval.js';
import { Rational } from '../exact/rational.js';
import { bestKnown } from '../guarantees/bestKnown.js';
import { examinedOf } from '../guarantees/examinedOf.js';
import type { Examined, GuaranteeRegime } from '../guarantees/guarantee.js';
import { type Change, freeze, giveUp, planted, pull, reverse, takeNextBest, worsen } from './planted.js';
import * as spots from './spots.js';

/** What a row's numbers are: rational, or enclosed because exp or roots take part. */
export type Kind = 'exact' | 'enclosed';

/** A mistake that a search must find before it may say "holds". */
export interface Neighbour {
  readonly id: string;
  /** In words: what the update does wrong, and where. */
  readonly title: string;
  readonly spot: spots.Spot;
  readonly change: Change;
  /** Only among games of several turns. */
  readonly multi?: boolean;
}

/** Where an update errs, and in which words; `WRONG` is what it does there. */
const PLACES: readonly (Omit<Neighbour, 'change' | 'title'> & { readonly where: string })[] = [
  {
    id: 'close call',
    where: 'where the two best actions differ by less than 1/1000 of the reward range',
    spot: spots.closeCall,
  },
  { id: 'rare best', where: 'where the best action has a probability of at most 1/50', spot: spots.rareBest },
  {
    id: 'rare gamble',
    where: 'where the best action is a gamble that is won one time in twenty and taken one time in nineteen, or less',
    spot: spots.rareGamble,
  },
  {
    id: 'rare middle',
    where:
      'where the best of three actions or more is neither the first nor the last, with a probability of at most 1/190',
    spot: spots.rareMiddle,
  },
  {
    id: 'rare close call',
    where: 'where the two best actions differ by less than 1/50 of the range and the better one has at most 1/50',
    spot: spots.rareCloseCall,
  },
  {
    id: 'rare beside an end',
    where: 'beside an action that ends the game early, when another one is better and has at most 1/50',
    spot: spots.rareBesideAnEnd,
    multi: true,
  },
];

const erring = (what: string, change: Change): Neighbour[] =>
  PLACES.map(({ where, ...place }) => ({ ...place, title: `${what} ${where}`, change }));

const PULL: Neighbour = {
  id: 'pull',
  title: 'is pulled to the uniform distribution by 1/100 where it is already nearly certain',
  spot: spots.nearlyCertain,
  change: pull,
};
const IMPROVEMENT = [...erring('moves the wrong way', reverse), PULL];
const WORSENING = [...erring('moves half of the best action to the next best', worsen), PULL];
const STANDSTILL = erring('leaves the whole policy as it is', freeze);
const OPTIMUM = erring('takes the next best action', takeNextBest);
const GIVES_UP: Neighbour = {
  id: 'gives up',
  title: 'gives up for good an action with a probability of at most 1/150',
  spot: spots.hardlyTried,
  change: giveUp,
};

const ENDS: readonly Neighbour[] = [
  { id: 'any end', title: 'does not move beside an early end', spot: spots.besideAnyEnd, change: freeze },
  {
    id: 'beside a bad end',
    title: 'moves the wrong way beside an early end that is worse',
    spot: spots.besideAnEnd,
    change: reverse,
  },
  {
    id: 'rare end',
    title: 'does not move beside an early end that is taken one time in a hundred or less',
    spot: spots.besideARareEnd,
    change: freeze,
  },
  {
    id: 'close end',
    title: 'does not move where an early end is nearly as good',
    spot: spots.besideACloseEnd,
    change: freeze,
  },
];

const ORDER: readonly Neighbour[] = [
  {
    id: 'best last',
    title: 'does not move where the best action is listed last',
    spot: spots.bestIsLast,
    change: freeze,
  },
  {
    id: 'rare last',
    title: 'does not move where the last of three actions or more is best and has at most 1/90',
    spot: spots.rareBestIsLast,
    change: freeze,
  },
  {
    id: 'close last',
    title: 'does not move where the last action is best by less than 1/1000 of the range',
    spot: spots.closeBestIsLast,
    change: freeze,
  },
  {
    id: 'gamble last',
    title: 'does not move where the last action is a gamble',
    spot: spots.gambleIsLast,
    change: freeze,
  },
];

const EQUAL: readonly Neighbour[] = [
  PULL,
  {
    id: 'four actions',
    title: 'is pulled to the uniform distribution where one of four actions has 49/50 or more',
    spot: spots.fourSharpActions,
    change: pull,
  },
  {
    id: 'three actions',
    title: 'is pulled to the uniform distribution where one of three actions or more has 499/500',
    spot: spots.threeSharpActions,
    change: pull,
  },
  {
    id: 'hardly tried',
    title: 'gives up for good an action with a probability of at most 1/150',
    spot: spots.hardlyTried,
    change: giveUp,
  },
  {
    id: 'hardly reached',
    title: 'is pulled to the uniform distribution at three actions that are reached one time in a hundred or less',
    spot: spots.hardlyReached,
    change: pull,
    multi: true,
  },
];

/**
 * The planted mistakes of a guarantee in a regime, in numbers of a kind: at least four, one more with early ends where
 * there are several turns. (An enclosed step never rests on the boundary, so that giving up breaks nothing that can be
 * seen; and none is at an optimum of certain choices, so that there is nothing to err from.)
 */
export function neighboursOf(guarantee: string, regime: GuaranteeRegime, kind: Kind): Neighbour[] {
  const all = (): readonly Neighbour[] => {
    switch (guarantee) {
      case 'monotone':
      case 'monotone-everywhere':
        return isSound(guarantee, regime) ? IMPROVEMENT : WORSENING;
      case 'fixed-point':
        return STANDSTILL;
      case 'rests':
        return kind === 'exact' && regime.information === 'full' ? [...STANDSTILL, GIVES_UP] : STANDSTILL;
      case 'one-sweep':
      case 'all-turns':
        return kind === 'exact' ? OPTIMUM : [];
      case 'early-ends':
        return ENDS;
      case 'relabelling':
        return ORDER;
      case 'equal-rewards':
        return EQUAL;
      default:
        throw new RangeError(`no mistakes are planted for "${guarantee}"`);
    }
  };
  return all().filter(({ multi }) => multi !== true || regime.turns === 'multi');
}

/** Does the clipped or KL step itself keep J, or V at every history, in the regime? Else nothing but standing still does. */
function isSound(guarantee: string, { information }: GuaranteeRegime): boolean {
  return information === 'full' || (guarantee === 'monotone' && information === 'truncated');
}

/** A sound update with this mistake in it, its numbers enclosed where the kind is. */
export function plantedIn(
  guarantee: string,
  regime: GuaranteeRegime,
  kind: Kind,
  { spot, change }: Neighbour,
): Examined {
  const result = planted(soundBase(guarantee, regime, kind), spot, change);
  return kind === 'exact' ? result : enclosing(result);
}

/** The same update with every probability that it moves enclosed. */
function enclosing({ step, quick }: Examined): Examined {
  return {
    quick,
    step: (policy, options) => {
      const next = step(policy, options);
      const probability = next.probability.map((q, e) =>
        q instanceof Rational && !q.equals(policy.probability[e]) ? Interval.of(q, options.precision) : q,
      );
      return { game: policy.game, probability };
    },
  };
}

const of = (parts: Partial<Algorithm>): Examined => examinedOf({ ...SEEUPO, ...parts });

/** An update that keeps the guarantee in the regime, in numbers of the kind. */
export function soundBase(guarantee: string, regime: GuaranteeRegime, kind: Kind): Examined {
  const isExact = kind === 'exact';
  switch (guarantee) {
    case 'monotone':
    case 'monotone-everywhere':
      if (!isSound(guarantee, regime)) return STILL;
      return of(isExact ? {} : { surrogate: kl('1') });
    case 'fixed-point':
      return regime.information === 'full' ? of(isExact ? {} : { surrogate: kl('1') }) : ORACLE[kind];
    case 'rests':
      if (regime.information !== 'full') return ORACLE[kind];
      return of({ surrogate: isExact ? exact('ratio-box:1/5') : kl('1') });
    case 'one-sweep':
    case 'all-turns':
      if (!isExact || regime.information !== 'full') return ORACLE[kind];
      return examinedOf({ ...BACKWARD_INDUCTION, order: guarantee === 'one-sweep' ? 'reverse' : 'forward' });
    default:
      return of({ surrogate: isExact ? exact('euclidean:1') : kl('1') });
  }
}

/** Leaves every policy as it is. */
const STILL: Examined = { step: (policy) => policy };

/** Jumps to the best policy that is known, or nearly so in enclosed numbers: it keeps what others lose under less information. */
const ORACLE: Readonly<Record<Kind, Examined>> = {
  exact: { step: (policy) => bestKnown(policy.game)?.policy ?? policy },
  enclosed: {
    step: (policy, { precision }) => {
      const best = bestKnown(policy.game)?.policy ?? policy;
      const rest = Rational.of(1, 1000);
      const probability = policy.probability.map((p, e) => {
        const mixed = p.mul(rest).add(best.probability[e].mul(Rational.ONE.sub(rest)));
        return mixed.equals(p) ? p : Interval.of(mixed, precision);
      });
      return { game: policy.game, probability };
    },
  },
};
