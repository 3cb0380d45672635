import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { decision, game, terminal } from '../../src/game/builders.js';
import { parseStep } from '../../src/mirror/parseStep.js';
import { uniformPolicy } from '../../src/policy/policy.js';
import { solveJson } from '../../src/report/solveJson.js';
import { solveText } from '../../src/report/solveText.js';
import { sweepJson } from '../../src/report/sweepJson.js';
import { sweepPlot } from '../../src/report/sweepPlot.js';
import { sweepText } from '../../src/report/sweepText.js';
import { sweeps } from '../../src/sweep/sweep.js';
import { startOf } from '../support/libraryStart.js';

const options = { step: parseStep('clip:1/5'), order: 'reverse' } as const;
const ladder = startOf('ladder-2');

describe('a sweep', () => {
  it('is told turn by turn', () => {
    expect(`\n${sweepText(ladder.game, sweeps(ladder, options, 1), options)}\n`).toMatchInlineSnapshot(`
      "
      Game         ladder-2
      Size         2 turns, 5 nodes (2 decision, 0 chance, 3 terminal)
      Policy sees  the whole history (full information)
      Step         clip:1/5, reverse order, ties: stay

      Sweep 1: J 5/2 → 69/25
        Turn 2
          at "go"
            action  old  E[M⁺]  E[M⁻]  E[M]  new
            fall    1/2  0      5/2    -5/2  2/5
            jump    1/2  3/2    0      3/2   3/5
          afterwards J = 27/10

        Turn 1
          at "root"
            action  old  E[M⁺]  E[M⁻]  E[M]   new
            stop    1/2  1/2    0      1/2    3/5
            go      1/2  9/10   1      -1/10  2/5
          afterwards J = 69/25

      J(π)  69/25 = 2.76
      J*    4
      "
    `);
  });

  it('counts what it does not show of a large turn', () => {
    const wide = game(
      'wide',
      decision(Array.from({ length: 20 }, (_, a) => [`a${a}`, decision({ x: terminal(0), y: terminal(1) })] as const)),
    );
    const text = sweepText(wide, sweeps(uniformPolicy(wide), options, 1), options);
    expect(text).toContain('… and 8 more information sets moved');
  });

  it('travels as data with exact numbers', () => {
    const json = JSON.parse(JSON.stringify(sweepJson(ladder.game, sweeps(ladder, options, 2), options))) as {
      sweeps: { returnBefore: string; returnAfter: string; turns: { turn: number; returnAfter: string }[] }[];
    };
    expect(json).toMatchObject({ kind: 'seeupo-sweep', order: 'reverse', tie: 'stay', optimalValue: '4' });
    expect(json.sweeps[0].returnBefore).toBe('5/2');
    expect(json.sweeps[0].turns.map(({ turn }) => turn)).toEqual([2, 1]);
    for (const { turns, returnAfter } of json.sweeps) expect(turns.at(-1)?.returnAfter).toBe(returnAfter);
  });

  it('is plotted with the same bytes each time, whatever the game is called', async () => {
    const hostile = game('</svg><script>alert(1)</script>', decision({ a: terminal(0), b: terminal(1) }));
    const run = sweeps(uniformPolicy(hostile), options, 2);
    const svg = await sweepPlot(hostile, run, options);
    expect(svg).toMatch(/^<svg /);
    expect(svg).toBe(await sweepPlot(hostile, run, options));
    expect(JSON.stringify(Object.keys(parse(svg)))).not.toContain('script');
    expect(svg).not.toContain('<script');
  });
});

describe('a solution', () => {
  it('names every best action', () => {
    const tie = game('tie', decision({ a: terminal(1), b: decision({ c: terminal(0), d: terminal(1) }) }));
    expect(`\n${solveText(tie)}\n`).toMatchInlineSnapshot(`
      "
      Game         tie
      Size         2 turns, 5 nodes (2 decision, 0 chance, 3 terminal)
      Policy sees  the whole history (full information)

      J*  1

      turn  history  V*  best
      1     root     1   a or b
      2     b        1   d
      "
    `);
    expect(solveJson(tie)).toMatchObject({
      optimalValue: '1',
      nodes: [
        { node: 'root', best: ['a', 'b'] },
        { node: 'b', best: ['d'] },
      ],
    });
  });

  it('says that a policy which sees less may not reach it', () => {
    const { game: lock } = startOf('shared-lock');
    expect(solveText(lock)).toContain('J*  1 (over policies that see the whole history;');
    expect(solveJson(lock)).toMatchObject({ reachableUnderOwnInformation: 'unknown' });
  });
});
