import { describe, expect, it } from 'vitest';
import { errorOf, fault, LARGEST_ERROR } from '../../../src/neural/engine/gradientCheck.js';
import { knownAnswer, PROBLEM } from '../../../src/neural/engine/knownAnswer.js';
import { jaxAnswer } from './support/jaxAnswer.js';

const exact = knownAnswer();
const good = { loss: exact.loss, gradientNorm: 1, error: 1e-7, leaked: 0 };

describe('the known answer', () => {
  it('is what an independent float64 differentiation gets', async () => {
    const second = await jaxAnswer();
    expect(errorOf(second, exact)).toBeLessThan(1e-14);
  });

  it('has inputs that float32 represents', () => {
    const numbers = [...PROBLEM.table, ...PROBLEM.weights, ...PROBLEM.amounts];
    expect(numbers.filter((x) => Math.fround(x) !== x)).toEqual([]);
  });

  it('moves every row that is looked up, and no other', () => {
    const rows = Array.from({ length: PROBLEM.vocabulary }, (_, t) =>
      Array.from({ length: PROBLEM.width }, (_, i) => exact.table[t * PROBLEM.width + i]).some((x) => x !== 0),
    );
    expect(rows).toEqual(rows.map((_, t) => (PROBLEM.tokens as readonly number[]).includes(t)));
  });
});

describe('the check of an answer', () => {
  it('passes the answer itself', () => {
    expect(errorOf(exact, exact)).toBe(0);
    expect(fault(good)).toBeUndefined();
  });

  it('fails a loss of zero, zero gradients, one wrong entry, and NaN', () => {
    const zeros = new Float64Array(PROBLEM.vocabulary * PROBLEM.width);
    const one = Float64Array.from(exact.table as Float64Array);
    one[9] += 1e-4;
    const wrong = [
      { ...exact, loss: 0 },
      { ...exact, table: zeros },
      { ...exact, table: one },
      { ...exact, weights: [Number.NaN] },
    ];
    expect(wrong.map((answer) => errorOf(answer, exact) > LARGEST_ERROR)).toEqual([true, true, true, true]);
    expect(fault({ ...good, error: Infinity })).toContain('wrong gradient');
  });

  it('fails an engine that leaks', () => {
    expect(fault({ ...good, leaked: 2 })).toContain('2 tensors');
  });
});
