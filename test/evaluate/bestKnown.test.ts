import { describe, expect, it } from 'vitest';
import { bestKnown } from '../../src/evaluate/bestKnown.js';
import { chance, decision, game, terminal } from '../../src/game/builders.js';
import type { Game } from '../../src/game/game.js';
import type { InformationSpec } from '../../src/game/gameSpec.js';

/** The absent-minded driver: home lies at the second exit, and both look the same. */
const driver = (information: InformationSpec): Game =>
  game('driver', decision({ exit: terminal(0), on: decision({ exit: terminal(4), on: terminal(1) }) }), {
    information,
  });

const found = (of: Game): (string | undefined)[] => [
  bestKnown(of)?.value.toString(),
  bestKnown(of)?.policy.probability.join(' '),
];

describe('the best policy that is known', () => {
  it('mixes where one distribution serves several turns: 4p(1 − p) + p² at p = 3/4, near the best 2/3', () => {
    expect(found(driver({ shared: 0 }))).toEqual(['21/16', '1/4 3/4 1/4 3/4']);
  });

  it('is the optimum under full information, and with sets of one turn', () => {
    expect(found(driver('full'))).toEqual(['4', '0 1 1 0']);
    expect(found(driver({ truncated: 0 }))).toEqual(['4', '0 1 1 0']);
  });

  it('takes one certain choice for all that looks the same within a turn', () => {
    const second = (a: number, b: number): ReturnType<typeof decision> => decision({ a: terminal(a), b: terminal(b) });
    const blind = game('blind', decision({ a: second(3, 0), b: second(0, 2) }), { information: { truncated: 0 } });
    const coin = game(
      'a coin that nobody sees',
      chance([
        ['1/3', 'x', decision({ a: second(3, 0) })],
        ['2/3', 'x2', decision({ a: second(0, 2) })],
      ]),
      { information: { truncated: 0 } },
    );
    expect(found(coin)[0]).toBe('4/3');
    expect(found(blind)).toEqual(['3', '1 0 1 0 1 0']);
  });

  it('is none where the policies are too many to list', () => {
    const names = (prefix: string): string[] => Array.from({ length: 64 }, (_, n) => `${prefix}${n}`);
    const arms = decision(names('a').map((label, n) => [label, terminal(n)] as const));
    const wide = game('wide', decision(names('a').map((label) => [label, arms] as const)), {
      information: { truncated: 0 },
    });
    expect(bestKnown(wide)?.value.toString()).toBe(undefined);
  });
});
