import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exactReturn } from '../../src/bridge/exactReturn.js';
import { unroll } from '../../src/environments/unroll.js';
import { trainConfigSpec, trainerOptionsOf } from '../../src/neural/config/trainConfig.js';
import { Trainer } from '../../src/neural/train/trainer.js';
import { type Comparison, comparisonSpec } from '../../src/report/compareSpec.js';
import { compareCells } from '../../src/report/compareTable.js';
import { comparePlot } from '../../src/report/html/comparePlot.js';
import { ROOT } from '../../tools/sourceTree.js';
import { TUNED } from '../../src/neural/compare/learningRates.js';
import { testDevice } from '../neural/support/testDevice.js';
import { Place } from './support/seeupo.js';
import { matches, readTranscript, shownLines } from './support/transcript.js';

const markdown = readFileSync(`${ROOT}/docs/training.md`, 'utf8');

/** The measured comparisons that the document tells about. */
const MEASURED = Object.keys(TUNED);

function measured(name: string): Comparison {
  return comparisonSpec.parse(JSON.parse(readFileSync(`${ROOT}/docs/comparisons/${name}.json`, 'utf8')));
}

/** The cells of the table below the heading that holds `title`, without its first two lines. */
function tableBelow(title: string): string[][] {
  const lines = markdown.split('\n');
  const heading = lines.findIndex((line) => line.startsWith('#') && line.includes(title));
  expect(heading).toBeGreaterThanOrEqual(0);
  const first = lines.findIndex((line, n) => n > heading && line.startsWith('|'));
  const end = lines.findIndex((line, n) => n > first && !line.startsWith('|'));
  return lines.slice(first + 2, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe('docs/training.md', { timeout: 120_000 }, () => {
  it('shows what its commands print', async () => {
    const place = new Place();
    try {
      for (const part of readTranscript(markdown)) {
        if (part.kind === 'file') continue;
        const lines = shownLines(await place.run(part.command));
        expect(matches(part.expected, lines), `$ ${part.command}\n${lines.join('\n')}`).toBe(true);
      }
    } finally {
      place.remove();
    }
  });

  it.each(Object.entries(TUNED))('tells the learning rates that %s has by default', (name, { learningRates }) => {
    const told = Object.fromEntries(tableBelow(name).map(([algorithm, rate]) => [algorithm, Number(rate)]));
    expect(told).toEqual(learningRates);
  });

  it.each(MEASURED)('has the figures that were measured on %s, and the orders', (name) => {
    const { algorithms, order } = measured(name);
    expect(tableBelow(name)).toEqual(algorithms.map(compareCells));
    expect(markdown).toContain(`By samples: ${order.bySamples.join(', ')}.\nBy steps: ${order.bySteps.join(', ')}.`);
  });

  it('adds up how often each algorithm reached 95 %', () => {
    const reached = new Map<string, number>();
    for (const { algorithms } of MEASURED.map(measured)) {
      for (const row of algorithms) reached.set(row.algorithm, (reached.get(row.algorithm) ?? 0) + row.reached);
    }
    const told = /95 % was reached by ([^.]*)\./.exec(markdown)?.[1] ?? '';
    expect(new Map(told.split(', ').map((part) => [part.split(' ')[0], Number(part.split(' ')[1])]))).toEqual(reached);
  });

  it.each(MEASURED)('has of %s what the code gives today: the first iterations of a run of SeeUPO', async (name) => {
    const { algorithms, runs, batchContexts, groupSize } = measured(name);
    const { learningRate } = algorithms.find(({ algorithm }) => algorithm === 'seeupo') ?? { learningRate: NaN };
    const stored = runs.find(({ algorithm, seed }) => algorithm === 'seeupo' && seed === 1);
    const config = trainConfigSpec.parse({
      version: 1,
      environment: name,
      network: { kind: 'gru' },
      optimizer: { kind: 'adam', learningRate },
      batchContexts,
      groupSize,
    });
    const trainer = new Trainer(await testDevice('wasm'), trainerOptionsOf(config));
    const unrolled = unroll(trainer.options.environment);
    const shares: number[] = [];
    for (let k = 0; k <= 2; k++) {
      if (k > 0) await trainer.iterate();
      const { expectedReturn, optimum } = await exactReturn(unrolled, trainer.policy);
      shares.push(expectedReturn.div(optimum).toDouble());
    }
    trainer.dispose();
    stored?.shares.slice(0, 3).forEach((share, k) => expect(shares[k]).toBeCloseTo(share, 9));
    expect(stored?.shares.length).toBeGreaterThan(3);
    // Another seed is another run.
    expect(shares[2]).not.toBeCloseTo(runs.find(({ seed }) => seed === 2)?.shares[2] ?? NaN, 9);
  });

  it.each(MEASURED)('draws what was measured on %s (--update draws it again)', async (name) => {
    const comparison = measured(name);
    for (const spent of ['samples', 'steps'] as const) {
      // As an image it has no text colour to follow; this grey is legible on white and on black.
      const svg = (await comparePlot(comparison, spent)).replaceAll('currentColor', '#7a8290');
      await expect(svg).toMatchFileSnapshot(`../../docs/comparisons/${name}-${spent}.svg`);
    }
  });
});
