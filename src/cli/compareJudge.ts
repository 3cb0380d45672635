import { Rational } from '../exact/rational.js';
import type { ComparePoint } from '../neural/compare/runRecord.js';
import type { Budget } from '../neural/train/budget.js';

/** 95/100: what counts as having reached J*. */
const NEAR = Rational.of(95, 100);
const TWO = Rational.of(2);

/**
 * Judges the policies of one run as they come, the start first, on exact numbers. J* must be positive: shares of it
 * mean nothing otherwise (RangeError).
 */
export class CompareJudge {
  private before: Rational | undefined;
  private best: Rational | undefined;

  constructor(private readonly optimum: Rational) {
    if (!optimum.gt(Rational.ZERO)) throw new RangeError(`J* is ${optimum}, and shares of it mean nothing`);
  }

  /** The next point of the run: a policy with this J, after this much was spent. */
  point(expectedReturn: Rational, budget: Budget): ComparePoint {
    const { before = expectedReturn, best = expectedReturn, optimum } = this;
    const lowered = expectedReturn.lt(before);
    this.before = expectedReturn;
    this.best = Rational.max(best, expectedReturn);
    return {
      budget,
      expectedReturn: expectedReturn.toDouble(),
      share: expectedReturn.div(optimum).toDouble(),
      near: expectedReturn.ge(optimum.mul(NEAR)),
      lowered,
      drop: lowered ? before.sub(expectedReturn).div(optimum).toDouble() : 0,
      collapsed: best.gt(Rational.ZERO) && expectedReturn.mul(TWO).lt(best),
    };
  }
}
