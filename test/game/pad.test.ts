import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/exact/rational.js';
import { chance, decision, game, paying, terminal } from '../../src/game/builders.js';
import { GameError } from '../../src/game/gameError.js';
import { padded } from '../../src/game/pad.js';
import { paths } from '../../src/evaluate/paths.js';

/** Ends after one decision (by "stop"), or after a coin and a second one. */
const uneven = game(
  'uneven',
  decision({
    stop: terminal(3),
    go: paying(
      1,
      chance([
        ['1/2', 'heads', decision({ x: terminal(5), y: terminal(6) })],
        ['1/2', 'tails', terminal(7)],
      ]),
    ),
  }),
  { discount: '1/2' },
);
const returns = (of: typeof uneven): string[] => paths(of).map(({ pathReturn }) => pathReturn.toString());

describe('padded', () => {
  it('makes all paths equally long and keeps every return', () => {
    const { game: whole } = padded(uneven);
    const lengths = paths(whole).map(({ nodes }) => nodes.filter((i) => whole.turn[i] > 0).length);
    expect(lengths).toEqual([2, 2, 2, 2]);
    // 3/2; 1 + 5/4; 1 + 6/4; 1 + 7/2
    expect(returns(whole)).toEqual(['3/2', '9/4', '5/2', '9/2']);
    expect(returns(whole)).toEqual(returns(uneven));
  });

  it('says which node stands for which; an early leaf is its first no-op turn', () => {
    const { game: whole, nodeOf } = padded(uneven, 3);
    expect(Array.from(nodeOf, (i) => whole.nodeName[i])).toEqual(uneven.nodeName);
    const leaf = uneven.nodeName.indexOf('stop');
    expect([whole.turn[nodeOf[leaf]], whole.label[whole.firstEdge[nodeOf[leaf]]]]).toEqual([2, 'no-op']);
    expect(whole.nodeCount).toBe(uneven.nodeCount + 2 + 1 + 1 + 2);
    expect(whole.nodeName).toContain('stop.no-op.no-op');
  });

  it('discounts a reward behind the chain once more for each no-op', () => {
    expect(returns(padded(uneven, 3, 'end of chain').game)).toEqual(['3/8', '13/8', '7/4', '15/8']);
  });

  it('changes nothing where no path ends early', () => {
    const even = game('even', decision({ a: terminal(0), b: terminal('1/3') }));
    const { game: same, nodeOf } = padded(even);
    expect([same.nodeCount, Array.from(nodeOf)]).toEqual([3, [0, 1, 2]]);
    expect(same.reward[2].equals(Rational.of(1, 3))).toBe(true);
  });

  it('refuses shared nodes and too few turns, and says what to do', () => {
    const shared = game('shared', decision({ a: 'end', b: 'end' }), { nodes: { end: terminal(1) } });
    expect(() => padded(shared)).toThrow(
      new GameError('"shared" has shared nodes; unroll it into a tree before padding it'),
    );
    expect(() => padded(uneven, 1)).toThrow(new GameError('"uneven" has 2 turns and cannot be padded to 1'));
  });
});
