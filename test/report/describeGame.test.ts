import { describe, expect, it } from 'vitest';
import { chance, decision, game, paying, terminal } from '../../src/game/builders.js';
import { LIBRARY } from '../../src/game/library/index.js';
import { describeGame } from '../../src/report/describeGame.js';
import { uniformPolicy } from '../../src/policy/policy.js';
import { startOf } from '../support/libraryStart.js';

describe('describeGame', () => {
  it('draws decisions, chances and rewards as a tree, with every policy', () => {
    const toy = game(
      'toy',
      decision({
        ask: paying(
          '-1/10',
          chance([
            ['1/3', 'yes', decision({ act: terminal(2), wait: terminal(0) })],
            ['2/3', 'no', terminal('1/2')],
          ]),
        ),
        stop: terminal(1),
      }),
    );
    const policy = uniformPolicy(toy);
    expect(`\n${describeGame(toy, { old: policy, new: policy })}\n`).toMatchInlineSnapshot(`
      "
      Game         toy
      Size         2 turns, 7 nodes (2 decision, 1 chance, 4 terminal)
      Policy sees  the whole history (full information)
      J(old)       47/60 ≈ 0.783333
      J(new)       47/60 ≈ 0.783333

      ● turn 1, V_old = 47/60, V_new = 47/60
      ├─ ask: old 1/2, new 1/2, pays -1/10 on the way  ◇ chance, V_old = 2/3, V_new = 2/3
      │  ├─ yes: chance 1/3  ● turn 2, V_old = 1, V_new = 1
      │  │  ├─ act: old 1/2, new 1/2   ■ 2
      │  │  └─ wait: old 1/2, new 1/2  ■ 0
      │  └─ no: chance 2/3   ■ 1/2
      └─ stop: old 1/2, new 1/2                        ■ 1
      "
    `);
  });

  it('says what the policy sees where that is less than the whole history', () => {
    const start = startOf('shared-lock');
    expect(`\n${describeGame(start.game, { old: start })}\n`).toMatchInlineSnapshot(`
      "
      Game         shared-lock
      Size         2 turns, 7 nodes (3 decision, 0 chance, 4 terminal)
      Policy sees  nothing of the past, not the turn number (shared parameters): 1 information set
      J(old)       21/100 = 0.21

      ● turn 1, sees "any turn", V_old = 21/100
      ├─ first: old 7/10   ● turn 2, sees "any turn", V_old = 3/10
      │  ├─ first: old 7/10   ■ 0
      │  └─ second: old 3/10  ■ 1
      └─ second: old 3/10  ● turn 2, sees "any turn", V_old = 0
         ├─ first: old 7/10   ■ 0
         └─ second: old 3/10  ■ 0
      "
    `);
  });

  it('draws a shared node once and refers to it from elsewhere', () => {
    const diamond = game('diamond', decision({ left: 'meet', right: 'meet' }), {
      nodes: { meet: decision({ on: terminal(1) }) },
    });
    expect(`\n${describeGame(diamond)}\n`).toMatchInlineSnapshot(`
      "
      Game         diamond
      Size         2 turns, 3 nodes (2 decision, 0 chance, 1 terminal), some shared by several paths
      Policy sees  the whole history (full information)

      ● turn 1
      ├─ left   ● turn 2
      │  └─ on  ■ 1
      └─ right  → "meet", drawn above
      "
    `);
  });

  it('draws only the first layers of a large game', () => {
    const lake = LIBRARY.find(({ id }) => id === 'frozen-lake')?.build();
    const text = lake === undefined ? '' : describeGame(lake);
    expect(text.split('\n').length).toBeLessThan(60);
    expect(text).toContain('(the first layers of 5,363 nodes; … stands for more below)');
  });

  it('draws a game that is over before it starts', () => {
    expect(describeGame(game('over', terminal('7/2')))).toContain('■ 7/2');
  });

  it('lets no label write to the terminal', () => {
    const hostile = game('evil\u001b[2J', decision({ 'a\nb\u202e': terminal(0), '\u0007': terminal(1) }));
    const text = describeGame(hostile, { 'p\u001b': uniformPolicy(hostile) });
    expect(text.replaceAll('\n', '').match(/[\p{Cc}\p{Cf}]/gu)).toBeNull();
    expect(text).toContain('a\\u000ab\\u202e');
  });
});
