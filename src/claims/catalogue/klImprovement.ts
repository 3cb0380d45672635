import { decide } from '../../exact/certain.js';
import { RealArithmetic } from '../../exact/real.js';
import { Rational } from '../../exact/rational.js';
import { klSweep } from '../../sweep/klSweep.js';
import { parseOrder } from '../../sweep/order.js';
import type { Instance } from '../instance.js';
import { HOLDS, HOLDS_STRICTLY, type Outcome } from '../outcome.js';

/**
 * Checks J(π_{k+1}) ≥ J(π_k) for one sweep with the KL drift, by enclosures that narrow until the comparison is
 * certain. Parameters: "lambda" (λ > 0, exact) and "order".
 */
export function klImprovement({ policies, parameters }: Instance): Outcome {
  const { lambda = '1', order = 'reverse' } = parameters;
  const at = (precision: number): ReturnType<typeof klSweep> =>
    klSweep(policies['old'], { lambda: Rational.parse(lambda), order: parseOrder(order), precision });
  // Most comparisons are clear at once.
  const answer = decide(
    (precision) => {
      const { value, oldValue } = at(precision);
      return new RealArithmetic(precision).compare(value[0], oldValue[0]);
    },
    { start: 15 },
  );
  switch (answer) {
    case 'greater':
      return HOLDS_STRICTLY;
    case 'equal':
      return HOLDS;
    case 'undecided':
      return {
        status: 'undecided',
        reason: 'the enclosures of J(π_{k+1}) and J(π_k) still overlap at the highest precision',
      };
    case 'less': {
      const { value, oldValue } = at(30);
      return {
        status: 'violated',
        expected: 'J(π_{k+1}) ≥ J(π_k)',
        left: { label: 'J(π_{k+1})', value: value[0].toString() },
        right: { label: 'J(π_k)', value: oldValue[0].toString() },
        gap: new RealArithmetic(30).sub(oldValue[0], value[0]).toString(),
      };
    }
  }
}
