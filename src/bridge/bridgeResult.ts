import type { Rational } from '../exact/rational.js';
import type { CrossCheck } from './crossCheck.js';
import type { ExactReturn } from './exactReturn.js';
import type { SuiteRun } from './suite.js';
import { decreaseLines, type SweepTrace } from './sweepTrace.js';

/** A claim about the meeting of the exact core and the neural path. */
export interface BridgeClaim {
  readonly id: 'F1' | 'F2' | 'F3' | 'F4';
  readonly title: string;
  readonly statement: string;
  /** What the same check must refuse. */
  readonly control: string;
}

/** Family F. These claims are no members of the catalogue, since they need an engine; here is all that they say. */
export const BRIDGE_CLAIMS: readonly BridgeClaim[] = [
  {
    id: 'F1',
    title: 'The neural path computes what the equations say',
    statement:
      'On one batch of any preset, Â, the critic’s targets, ρ_t, M_t, the surrogate and its gradient by the logits and, for tables, by θ are those of exact numbers made from the same float32 probabilities, within the bounds of FLOAT32_BOUNDS.',
    control:
      'planted bugs of each kind: M_t by row position, the mean or the deviation over the batch, the ratio over another policy or of another length, forward order labelled reverse, masks off by one, penalties of the wrong sign, half a clip, another λ, half precision and more',
  },
  {
    id: 'F2',
    title: 'A network is evaluated exactly',
    statement:
      'A network with float32 probabilities is a policy of rationals: dyadic numbers, made to sum to 1. Its J is an exact number, at most J*.',
    control: 'probabilities with mass outside the mask, that are not finite, or that sum to something else are refused',
  },
  {
    id: 'F3',
    title: 'Every fall of J inside a sweep is reported with its cause',
    statement:
      'J is exact before and after each turn’s update; a fall is split exactly into the part of the updated turns and the part of the others, and named by the larger one.',
    control: 'the return before and after the whole sweep, which misses falls that other turns make up for',
  },
  {
    id: 'F4',
    title: 'Trained networks against the optimum',
    statement: 'Over environments, algorithms and seeds, J of each trained network and J* are exact, and J ≤ J*.',
    control: 'runs without iterations stay at their start, and a reward with its sign turned ends below it',
  },
];

/** What a check of one of these claims came to, ready to print. */
export interface BridgeResult {
  readonly claim: BridgeClaim['id'];
  readonly holds: boolean;
  /** How many numbers, evaluations, updates or runs it rests on; with 0 nothing holds. */
  readonly checked: number;
  /** One line each. */
  readonly findings: readonly string[];
}

/** F1, with one line per quantity. */
export function crossCheckResult({ quantities, nearKinks, holds }: CrossCheck): BridgeResult {
  const lines = quantities.map(
    ({ quantity, compared, error, bound, holds: within, worst }) =>
      `${quantity}: ${compared} numbers, largest relative error ${error.toExponential(1)} (${within ? 'within' : 'BEYOND'} ${bound.toExponential()}): ${worst.name}`,
  );
  const kinks = nearKinks.map((name) => `at an edge of the clip range, where the slope may differ: ${name}`);
  const checked = quantities.reduce((sum, { compared }) => sum + compared, 0);
  return { claim: 'F1', holds, checked, findings: [...lines, ...kinks] };
}

/** F2 of one network: holds unless J is beyond J*, which would be a defect of the oracle. */
export function exactReturnResult({ expectedReturn, optimum, gap, rounding }: ExactReturn): BridgeResult {
  const finding = `J = ${text(expectedReturn)}, J* = ${text(optimum)}; probabilities summed to 1 within ${rounding.toDouble().toExponential(1)}`;
  return { claim: 'F2', holds: gap.sign() >= 0, checked: 1, findings: [finding] };
}

/** F3: holds if every fall of J has a cause that could be decided. */
export function sweepTraceResult(traces: readonly SweepTrace[]): BridgeResult {
  const updates = traces.flatMap((trace) => trace.updates);
  const decided = updates.every(({ decrease }) => decrease?.cause !== 'undecided');
  return {
    claim: 'F3',
    holds: decided && updates.length > 0,
    checked: updates.length,
    findings: decreaseLines(traces),
  };
}

/** F4: holds if no run ends beyond J*. */
export function suiteResult(runs: readonly SuiteRun[]): BridgeResult {
  const findings = runs.map(({ environment, algorithm, seed, optimum, points, gap }) => {
    const [first, last] = [points[0], points[points.length - 1]].map((point) => text(point.expectedReturn));
    return `${environment}, ${algorithm}, seed ${seed}: J from ${first} to ${last}, J* = ${text(optimum)}, gap ${text(gap)}`;
  });
  const holds = runs.length > 0 && runs.every(({ gap }) => gap.sign() >= 0);
  return { claim: 'F4', holds, checked: runs.length, findings };
}

/** Short numbers exactly, long ones by six digits. */
function text(x: Rational): string {
  return x.toString().length <= 12 ? x.toString() : x.toDouble().toPrecision(6);
}
