import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Comparison, comparisonSpec } from '../../src/report/compareSpec.js';
import { compareCells } from '../../src/report/compareTable.js';
import { comparePlot } from '../../src/report/html/comparePlot.js';
import { ROOT } from '../../tools/sourceTree.js';
import { TUNED } from '../../src/neural/compare/learningRates.js';
import { Place } from './support/seeupo.js';
import { matches, readTranscript, shownLines } from './support/transcript.js';

const markdown = readFileSync(`${ROOT}/docs/training.md`, 'utf8');

/** The measured comparisons that the document tells about. */
const MEASURED = ['delayed-credit-bandit', 'combination-lock'];

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

  it.each(MEASURED)('draws what was measured on %s (--update draws it again)', async (name) => {
    const comparison = measured(name);
    for (const spent of ['samples', 'steps'] as const) {
      // As an image it has no text colour to follow; this grey is legible on white and on black.
      const svg = (await comparePlot(comparison, spent)).replaceAll('currentColor', '#7a8290');
      await expect(svg).toMatchFileSnapshot(`../../docs/comparisons/${name}-${spent}.svg`);
    }
  });
});
