import { columns } from './columns.js';
import type { ComparedAlgorithm, Comparison } from './compareSpec.js';
import { counted, exactAndDecimal, grouped } from './numberText.js';
import { fields } from './plainText.js';

/** The heading of each column of the table, with what it says. */
export const COMPARE_COLUMNS: readonly (readonly [head: string, meaning: string])[] = [
  ['algorithm', 'The name of its preset.'],
  ['rate', "Adam's learning rate."],
  ['final J/J*', 'Mean over seeds of the last policy, with its 95 % bootstrap interval.'],
  ['≥ 95 %', 'Seeds whose last policy has J ≥ 95 % of J*.'],
  ['collapses', 'How often J fell below half of the best J so far, in all seeds together.'],
  ['largest drop', 'The most that one iteration lowered J, in any seed, as a share of J*.'],
  ['lowered', 'The share of iterations that lowered J at all, however little.'],
  ['samples', 'Trajectories per run.'],
  ['steps', "Optimizer steps per run, a critic's included."],
  ['tokens', 'Tokens that the policy wrote, per run.'],
  ['samples to 95 %', 'Trajectories until J first had 95 % of J*: the median seed; – where it never had.'],
  ['steps to 95 %', 'Optimizer steps until then, likewise.'],
];

/** From this column on, the table tells what was spent; a terminal has no room for all in one line. */
const SPENT_FROM = 7;

/** A row of the table, in the order of `COMPARE_COLUMNS`. */
export function compareCells(row: ComparedAlgorithm): string[] {
  const { algorithm, learningRate, final, reached, runs, diverged, collapses, largestDrop, loweredShare } = row;
  const { samples, steps, tokens, samplesToReach, stepsToReach } = row;
  const whole = (value: number | null): string => (value === null ? '–' : grouped(Math.round(value)));
  return [
    algorithm,
    `${learningRate}`,
    `${share(final.mean)} [${share(final.low)}, ${share(final.high)}]`,
    `${reached}/${runs}${diverged === 0 ? '' : ` (${diverged} diverged)`}`,
    `${collapses}`,
    share(largestDrop),
    `${Math.round(100 * loweredShare)} %`,
    ...[samples, steps, tokens, samplesToReach, stepsToReach].map(whole),
  ];
}

/** A comparison for the terminal: what was compared, how it went, what was spent, and both orders. */
export function compareTable(comparison: Comparison): string {
  const { environment, optimum, network, engines, iterations, seeds, batchContexts, groupSize } = comparison;
  const { algorithms, order } = comparison;
  const rows = [COMPARE_COLUMNS.map(([head]) => head), ...algorithms.map(compareCells)];
  return [
    fields([
      ['Environment', environment],
      ['J*', exactAndDecimal(optimum)],
      ['Network', network],
      ['Engine', engines.join('; ')],
      [
        'Runs',
        `${counted(iterations, 'iteration')} of ${batchContexts} × ${groupSize} samples; seeds ${seeds.join(', ')}`,
      ],
    ]),
    columns(rows.map((row) => row.slice(0, SPENT_FROM))),
    columns(rows.map((row) => [row[0], ...row.slice(SPENT_FROM)])),
    fields([
      ['By samples', order.bySamples.join(', ')],
      ['By steps', order.bySteps.join(', ')],
    ]),
  ].join('\n\n');
}

function share(value: number): string {
  return value.toFixed(3);
}
