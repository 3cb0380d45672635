import { describe, expect, it } from 'vitest';
import { optimalValue } from '../../src/evaluate/optimalValue.js';
import { Rational } from '../../src/exact/rational.js';
import { hasFullSupport } from '../../src/policy/policy.js';
import { policyFromJson } from '../../src/policy/policyFile.js';
import { stopOrGo } from '../../src/game/library/stopOrGo.js';
import { libraryGame } from '../../src/game/library/index.js';
import { withCoin } from '../../src/game/withCoin.js';
import { value } from '../../src/evaluate/value.js';
import { sweepsUntil } from '../../tools/depth/measure.js';
import { depthPageText, readPage, storedRows } from '../../tools/depth/page.js';

describe('stop-or-go', () => {
  it.each(['stop-or-go:1', 'stop-or-go:4', 'stop-or-go:3:3', 'stop-or-go:2:7/2'])('%s is as it says', (id) => {
    const entry = stopOrGo(id);
    const game = entry?.build();
    if (entry?.start === undefined || game === undefined) return expect.fail('no such game');
    expect(game.name).toBe(id);
    expect(libraryGame(id)?.id).toBe(id);
    expect(optimalValue(game)[0].toString()).toBe(entry.optimalValue);
    expect(hasFullSupport(policyFromJson(game, entry.start))).toBe(true);
    expect(game.turns).toBe(Number(id.split(':')[1]));
  });

  it.each(['stop-or-go', 'stop-or-go:0', 'stop-or-go:03', 'stop-or-go:2:', 'stop-or-go:2:-1', 'stop-or-go:2:1/0'])(
    '%s is none',
    (id) => {
      expect(stopOrGo(id)).toBeUndefined();
    },
  );

  it('pays for stopping a little more the earlier, and less than going on', () => {
    const game = stopOrGo('stop-or-go:3')?.build();
    if (game === undefined) return expect.fail('no such game');
    const pays = ['stop', 'go.stop', 'go.go.stop', 'go.go.go'].map((name) =>
      game.reward[game.nodeName.indexOf(name)].toString(),
    );
    expect(pays).toEqual(['11/36', '1/6', '0', '1']); // 1 − (5/6)^n for n = 2, 1, 0
  });
});

describe('a game with a coin', () => {
  it('has the values of the game without', () => {
    const entry = stopOrGo('stop-or-go:3');
    if (entry?.start === undefined) return expect.fail('no such game');
    const game = entry.build();
    const coined = withCoin(game, Rational.of(5, 2));
    const J = (of: typeof game): string => value(policyFromJson(of, entry.start ?? {}))[0].toString();
    expect(J(coined)).toBe(J(game));
    expect(coined.nodeCount).toBe(game.nodeCount + 2 * 4);
    expect(() => withCoin(game, Rational.ZERO)).toThrow(/c > 0/);
  });
});

describe('the sweeps until 7/8 of the optimum', () => {
  const rows = storedRows();

  it('are as the notes say, for up to three turns', { timeout: 60_000 }, () => {
    expect(rows.length).toBeGreaterThan(20);
    for (const { step, coin, order, sweeps } of rows)
      expect(sweeps.slice(0, 3), `${step} ${order}`).toEqual(
        [1, 2, 3].map((turns) => sweepsUntil({ step, coin }, order, turns) ?? null),
      );
  });

  it('stand in the page as they are stored', async () => {
    expect(await depthPageText(readPage(), rows)).toBe(readPage());
    const other = rows.map((row) => ({ ...row, sweeps: row.sweeps.map((n) => (n === null ? n : n + 1)) }));
    expect(await depthPageText(readPage(), other)).not.toBe(readPage());
  });

  it('are none where the sweeps come to rest below, and no guess where the limit is reached', () => {
    expect(sweepsUntil({ step: 'clip:1/5', coin: false }, 'forward', 3)).toBeUndefined();
    expect(() => sweepsUntil({ step: 'ratio-box:1/5', coin: false }, 'reverse', 3, 5)).toThrow(/not within 5 sweeps/);
  });
});
