import type { Arithmetic } from '../exact/arithmetic.js';
import type { UpdateProblem } from './updateProblem.js';

/** E[M | set, a] per action. */
export function meanAdvantage<N>(numbers: Arithmetic<N>, { samples }: UpdateProblem<N>): N[] {
  return samples.map((ofAction) =>
    numbers.sum(
      ofAction.map(({ weight, factor, estimate }) =>
        numbers.mul(numbers.mul(weight, factor), numbers.sub(estimate.gain, estimate.loss)),
      ),
    ),
  );
}
