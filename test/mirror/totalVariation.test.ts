import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/exact/rational.js';
import { totalVariation, totalVariationPenalty } from '../../src/mirror/neighbourhood.js';
import type { MirrorStep } from '../../src/mirror/mirrorStep.js';

const numbers = (...texts: string[]): Rational[] => texts.map((text) => Rational.parse(text));

/** What the step makes of (1/4, 1/4, 1/4, 1/4), with these advantages and this order of preference. */
function moved(step: MirrorStep, advantage: Rational[], preference?: number[]): string[] {
  const old = numbers('1/4', '1/4', '1/4', '1/4');
  const zero = old.map(() => Rational.ZERO);
  const problem = { old, advantage, parts: { gain: zero, loss: zero }, preference: preference ?? [0, 1, 2, 3] };
  return step.solve({ ...problem, tie: preference === undefined ? 'stay' : 'preference' }).map(String);
}

describe('the total-variation ball, where actions are equally good', () => {
  const step = totalVariation(Rational.of(1, 8));

  it('takes from the worst that is least preferred, and gives to the best that is most preferred', () => {
    const [worst, best] = [numbers('0', '0', '1', '2'), numbers('0', '1', '2', '2')];
    expect(moved(step, worst, [0, 1, 2, 3])).toEqual(['1/4', '1/8', '1/4', '3/8']);
    expect(moved(step, worst, [1, 0, 2, 3])).toEqual(['1/8', '1/4', '1/4', '3/8']);
    expect(moved(step, best, [0, 1, 2, 3])).toEqual(['1/8', '1/4', '3/8', '1/4']);
    expect(moved(step, best, [0, 1, 3, 2])).toEqual(['1/8', '1/4', '1/4', '3/8']);
  });

  it('shares evenly what it takes and gives, with the rule "stay"', () => {
    expect(moved(step, numbers('0', '0', '1', '2'))).toEqual(['3/16', '3/16', '1/4', '3/8']);
    expect(moved(step, numbers('0', '1', '2', '2'))).toEqual(['1/8', '1/4', '5/16', '5/16']);
  });

  it('goes on with the second worst where the worst has nothing left', () => {
    const wide = totalVariation(Rational.of(3, 8));
    expect(moved(wide, numbers('0', '1', '2', '3'))).toEqual(['0', '1/8', '1/4', '5/8']);
  });
});

describe('the total-variation penalty', () => {
  it('moves what lies more than λ behind the best, and nothing that lies exactly λ behind', () => {
    const step = totalVariationPenalty(Rational.of(1));
    expect(moved(step, numbers('0', '1', '3/2', '2'))).toEqual(['0', '1/4', '1/4', '1/2']);
  });
});
