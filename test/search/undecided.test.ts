import { describe, expect, it } from 'vitest';
import { HOLDS_STRICTLY, type Outcome, VACUOUS } from '../../src/claims/outcome.js';
import { UncertainError } from '../../src/exact/arithmetic.js';
import type { Guarantee, GuaranteeRegime } from '../../src/guarantees/guarantee.js';
import { guaranteeById } from '../../src/guarantees/guarantees.js';
import { examine } from '../../src/search/examine.js';
import { search, tryInstances } from '../../src/search/search.js';
import { instancesIn } from '../../src/search/instances.js';
import { Tally } from '../../src/search/tally.js';
import { judge } from '../../src/search/verdict.js';

const REGIME: GuaranteeRegime = { information: 'full', turns: 'single' };
const UNDECIDED: Outcome = { status: 'undecided', reason: 'too close to tell' };
const step = { step: <P>(policy: P): P => policy };

/** A guarantee whose check says these in turn; of other tie rules it says nothing new. */
function saying(...outcomes: (Outcome | Error)[]): Guarantee {
  let n = 0;
  const decide: Guarantee['decide'] = ({ instance }) => {
    if (instance.parameters['tie'] !== 'stay') return HOLDS_STRICTLY;
    const outcome = outcomes[n++ % outcomes.length];
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };
  const { quick, margin, ...rest } = guaranteeById('monotone');
  expect([quick, margin]).not.toContain(undefined);
  return { ...rest, decide };
}

describe('what is undecided', () => {
  it('is counted as that in a search, and as nothing else', () => {
    const [{ counts }] = search(step, [saying(HOLDS_STRICTLY, UNDECIDED, VACUOUS)], REGIME, { seed: 1, runs: 30 });
    const third = Math.floor(counts.checked / 3);
    expect(counts.checked).toBeGreaterThan(30);
    for (const count of [counts.strict, counts.undecided, counts.vacuous]) {
      expect([third, third + 1]).toContain(count);
    }
    expect(counts.strict + counts.undecided + counts.vacuous).toBe(counts.checked);
  });

  it('is what an argmax that cannot be told comes to', () => {
    const [{ counts }] = search(step, [saying(new UncertainError('which one?'))], REGIME, { seed: 1, runs: 5 });
    expect(counts.undecided).toBe(counts.checked);
    expect(counts.refused).toBe(0);
  });

  it('is counted on given games too', () => {
    const instances = [...instancesIn(REGIME, 1, 0)].slice(0, 6).map(({ instance }) => instance);
    const [{ counts }] = tryInstances(step, [saying(UNDECIDED, HOLDS_STRICTLY)], REGIME, instances);
    expect(counts).toEqual({ checked: 6, vacuous: 0, strict: 3, undecided: 3, refused: 0 });
  });

  it('is counted in a climb', () => {
    const tally = new Tally();
    for (const outcome of [UNDECIDED, HOLDS_STRICTLY, VACUOUS, UNDECIDED]) tally.add(outcome);
    expect(tally.counts()).toEqual({ checked: 4, vacuous: 1, strict: 1, undecided: 2, refused: 0 });
  });

  it('keeps the word "holds" from a guarantee that no instance violates', () => {
    const examined = (...outcomes: Outcome[]): unknown =>
      examine({ step: step.step, guarantee: saying(...outcomes), regime: REGIME, runs: 1000, seed: 1 });
    expect(examined(HOLDS_STRICTLY)).toMatchObject({ verdict: 'holds' });
    expect(examined(UNDECIDED, HOLDS_STRICTLY)).toMatchObject({
      verdict: 'open',
      why: expect.stringMatching(/are undecided$/) as unknown,
    });
  });

  it('is borne on one instance of a hundred, and on no more', () => {
    const counts = { checked: 1000, vacuous: 0, strict: 900, refused: 0 };
    const verdict = (undecided: number): unknown =>
      judge({ counts: { ...counts, undecided }, ties: [] }, { passed: true });
    expect(verdict(10)).toEqual({ verdict: 'holds' });
    expect(verdict(11)).toEqual({ verdict: 'open', why: '11 of 1000 instances are undecided' });
  });
});
