import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { fromTree, toTree } from '../../src/claims/generate/instanceTree.js';
import { Random } from '../../src/claims/generate/random.js';
import type { Instance } from '../../src/claims/instance.js';
import { Rational } from '../../src/exact/rational.js';
import { Interval } from '../../src/exact/interval.js';
import { chance, decision, game, terminal } from '../../src/game/builders.js';
import { NodeKind } from '../../src/game/game.js';
import type { GuaranteeRegime } from '../../src/guarantees/guarantee.js';
import { GUARANTEES } from '../../src/guarantees/guarantees.js';
import { policyFromSets, uniformPolicy } from '../../src/policy/policy.js';
import { gamesFrom, pairsFrom } from '../../src/search/betweenEnds.js';
import { bisect, rebuilt } from '../../src/search/climb.js';
import { mutated } from '../../src/search/mutate.js';
import { neighboursOf, plantedIn, soundBase } from '../../src/search/panel.js';
import { freeze, giveUp, planted, pull, reverse, takeNextBest, worsen } from '../../src/search/planted.js';
import { simplestBetween } from '../../src/search/simplest.js';
import { lateInstances, smallInstances } from '../../src/search/smallShapes.js';
import { anywhere } from '../../src/search/spots.js';

const rational = (text: string): Rational => Rational.parse(text);
const ARMS = game('arms', decision({ a: terminal(0), b: terminal(3), c: terminal(1) }));
const OPTIONS = { tie: 'stay', seed: 1, precision: 30 } as const;

function onArms(...texts: string[]): Instance['policies'][string] {
  return policyFromSets(ARMS, [texts.map(rational)]);
}

describe('planted changes', () => {
  const old = onArms('1/2', '1/4', '1/4');
  const next = onArms('1/4', '1/2', '1/4');
  const after = (change: typeof freeze): string[] =>
    planted({ step: () => next }, anywhere, change)
      .step(old, OPTIONS)
      .probability.map(String);

  it.each([
    ['freeze', freeze, ['1/2', '1/4', '1/4']],
    ['reverse', reverse, ['3/4', '0', '1/4']],
    ['worsen', worsen, ['1/4', '3/8', '3/8']],
    ['pull', pull, ['301/1200', '299/600', '301/1200']],
    ['takeNextBest', takeNextBest, ['0', '0', '1']],
    ['giveUp', giveUp, ['1/4', '1/2', '1/4']],
  ] as const)('%s', (_, change, expected) => {
    expect(after(change)).toEqual(expected);
  });

  it('giveUp takes from what is hardly tried, and gives it to the likeliest', () => {
    const rare = onArms('149/150', '1/300', '1/300');
    const { step } = planted({ step: () => onArms('9/10', '1/20', '1/20') }, anywhere, giveUp);
    expect(step(rare, OPTIONS).probability.map(String)).toEqual(['1', '0', '0']);
  });

  it('changes nothing where the set is no such spot', () => {
    const { step } = planted({ step: () => next }, () => false, freeze);
    expect(step(old, OPTIONS).probability).toEqual(next.probability);
  });

  it('reverse makes a distribution of what cannot be turned around in full', () => {
    const { step } = planted({ step: () => onArms('0', '3/4', '1/4') }, anywhere, reverse);
    expect(step(onArms('1/4', '1/4', '1/2'), OPTIONS).probability.map(String)).toEqual(['2/5', '0', '3/5']);
  });
});

describe('the panel', () => {
  const regimes: GuaranteeRegime[] = (['full', 'truncated', 'shared'] as const).flatMap((information) =>
    (['single', 'multi'] as const).map((turns) => ({ information, turns })),
  );

  it('has at least four mistakes of every guarantee where it applies, and names each once', () => {
    for (const { id, applies } of GUARANTEES) {
      for (const regime of regimes.filter(applies)) {
        const ids = neighboursOf(id, regime, 'exact').map((neighbour) => neighbour.id);
        expect(ids.length, `${id} ${regime.information} ${regime.turns}`).toBeGreaterThanOrEqual(4);
        expect(new Set(ids).size).toBe(ids.length);
      }
    }
    expect(() => neighboursOf('nonsense', regimes[0], 'exact')).toThrow(RangeError);
  });

  it('encloses what moves where the kind is that', () => {
    const [neighbour] = neighboursOf('equal-rewards', regimes[0], 'exact');
    const policy = onArms('1/2', '1/4', '1/4');
    const of = (kind: 'exact' | 'enclosed'): boolean[] =>
      plantedIn('monotone', regimes[0], kind, neighbour)
        .step(policy, OPTIONS)
        .probability.map((p) => p instanceof Interval);
    expect(of('exact')).toEqual([false, false, false]);
    expect(of('enclosed')).toEqual([true, true, true]);
    expect(soundBase('monotone', regimes[0], 'exact').quick).toBeDefined();
  });
});

describe('the simplest number between two', () => {
  const fractions = Array.from({ length: 12 }, (_, n) => n + 1).flatMap((q) =>
    Array.from({ length: 6 * q + 1 }, (_, n) => Rational.of(n - 3 * q, q)),
  );
  const between = fc.tuple(fc.constantFrom(...fractions), fc.constantFrom(...fractions)).filter(([x, y]) => x.lt(y));

  test.prop([between])('has the least denominator, and of these is nearest to 0', ([lo, hi]) => {
    const found = simplestBetween(lo, hi);
    expect(lo.lt(found) && found.lt(hi)).toBe(true);
    for (let q = 1n; q <= found.denominator; q++) {
      for (let p = -3n * q; p <= 3n * q; p++) {
        const other = Rational.of(p, q);
        if (!(lo.lt(other) && other.lt(hi))) continue;
        expect(q).toBe(found.denominator);
        expect(found.abs().le(other.abs())).toBe(true);
      }
    }
  });
});

describe('pairs and games with something in between', () => {
  const of = game(
    'both',
    chance([
      ['1/3', 'x', decision({ a: terminal(0), b: terminal(1) })],
      ['2/3', 'y', decision({ a: terminal(0), b: terminal(1), c: terminal(2) })],
    ]),
  );
  const instance: Instance = { game: of, policies: { old: uniformPolicy(of) }, parameters: { tie: 'stay' } };

  it('differ at one set, whose other distributions are a grid or drawn', () => {
    const pairs = [...pairsFrom(instance, new Random(1))];
    expect(pairs).toHaveLength(7 + 8);
    const { old } = instance.policies;
    for (const { policies } of pairs) {
      expect(policies['old']).toBe(old);
      const { probability } = policies['other'];
      const sets = of.infoSets.filter(([i]) =>
        [0, 1, 2].some((a) => {
          const e = of.firstEdge[i] + a;
          return e < of.firstEdge[i + 1] && !probability[e].equals(old.probability[e]);
        }),
      );
      expect(sets.length).toBeLessThanOrEqual(1);
      for (const [i] of of.infoSets) {
        const mass = probability.slice(of.firstEdge[i], of.firstEdge[i + 1]);
        expect(Rational.sum(mass).toString()).toBe('1');
        expect(mass.every((p) => p.sign() > 0)).toBe(true);
      }
    }
    expect(pairs.slice(0, 7).map(({ policies }) => policies['other'].probability[2].toString())).toEqual([
      '1/100',
      '1/10',
      '1/4',
      '1/2',
      '3/4',
      '9/10',
      '99/100',
    ]);
  });

  it('name the chance node of two outcomes and its other chances', () => {
    const games = [...gamesFrom(instance)];
    expect(games).toHaveLength(7);
    expect(games[1].parameters).toEqual({ tie: 'stay', 'chance-node': of.nodeName[0], chances: '1/10 9/10' });
    const three = game(
      'three',
      chance([
        ['1/3', 'x', terminal(0)],
        ['1/3', 'y', terminal(0)],
        ['1/3', 'z', decision({ a: terminal(0), b: terminal(1) })],
      ]),
    );
    expect([...gamesFrom({ ...instance, game: three })]).toEqual([]);
  });
});

describe('a neighbour in a climb', () => {
  const start = game(
    'start',
    decision({
      a: chance([
        ['1/3', 'x', terminal(1)],
        ['2/3', 'y', terminal(-2)],
      ]),
      b: terminal(4),
    }),
  );
  const instance: Instance = { game: start, policies: { old: uniformPolicy(start) }, parameters: { tie: 'stay' } };
  const random = new Random(4);
  const neighbours = Array.from({ length: 300 }, () => rebuilt(instance, mutated(random, toTree(instance))));

  it('is always a game with a policy of full support', () => {
    for (const next of neighbours) {
      if (next === undefined) throw new Error('no game');
      const { game: of, policies, parameters } = next;
      expect(parameters).toBe(instance.parameters);
      for (let i = 0; i < of.nodeCount; i++) {
        if (of.kind[i] === NodeKind.terminal) continue;
        const mass = policies['old'].probability.slice(of.firstEdge[i], of.firstEdge[i + 1]);
        expect(Rational.sum(mass).toString()).toBe('1');
        expect(mass.every((p) => p.sign() > 0)).toBe(true);
      }
    }
  });

  it('differs in a reward, a distribution, a chance or a coin more, each often enough', () => {
    const texts = (of: (one: Instance) => readonly Rational[]): number =>
      neighbours.filter((one) => one !== undefined && of(one).map(String).join() !== of(instance).map(String).join())
        .length;
    const sameSize = neighbours.filter((one) => one?.game.nodeCount === start.nodeCount).length;
    expect(texts(({ game: { reward } }) => reward)).toBeGreaterThan(100);
    expect(texts(({ policies }) => policies['old'].probability)).toBeGreaterThan(100);
    expect(texts(({ game: { chance: p } }) => p)).toBeGreaterThan(60);
    expect(300 - sameSize).toBeGreaterThan(20);
    expect(sameSize).toBeGreaterThan(200);
  });

  it('is none where the edit leaves no game; other errors are passed on', () => {
    const { root } = { root: toTree(instance) };
    const broken = { ...root, edges: root.edges.map((edge) => ({ ...edge, policies: { old: Rational.ONE } })) };
    expect(rebuilt(instance, broken)).toBeUndefined();
    expect(rebuilt(instance, { kind: NodeKind.terminal, reward: Rational.ONE, edges: [] })).toBeUndefined();
    expect(() => rebuilt(instance, undefined as never)).toThrow(TypeError);
  });
});

describe('bisection', () => {
  it('finds the policy at which the iteration turns around', () => {
    const of = game('arms', decision({ a: terminal(0), b: terminal(1) }));
    const start: Instance = { game: of, policies: { old: uniformPolicy(of) }, parameters: {} };
    const turn = rational('2/7');
    const found: string[] = [];
    for (let seed = 0; seed < 10; seed++) {
      bisect(
        start,
        new Random(seed),
        ({ policies }) => policies['old'].probability[0].compare(turn),
        ({ policies }) => void found.push(policies['old'].probability[0].toString()),
        () => false,
      );
    }
    expect(found).toContain('2/7');
    expect(found.length).toBeLessThan(10 * 15);
  });
});

describe('bisection elsewhere', () => {
  it('looks at nothing where there are two sets, a set of two histories, or three actions', () => {
    const two = decision({ a: terminal(0), b: terminal(1) });
    const both = chance([
      ['1/2', 'x', two],
      ['1/2', 'y', two],
    ]);
    const none = [
      game('two sets', both),
      game('two histories', both, { information: { sets: { both: ['x', 'y'] } } }),
      ARMS,
    ];
    for (const of of none) {
      const instance: Instance = { game: of, policies: { old: uniformPolicy(of) }, parameters: {} };
      let looks = 0;
      for (let seed = 0; seed < 10; seed++) {
        bisect(
          instance,
          new Random(seed),
          () => 1,
          () => {
            looks++;
            return undefined;
          },
          () => false,
        );
      }
      expect(looks, of.name).toBe(0);
    }
  });
});

describe('small instances', () => {
  const counted = (
    regime: GuaranteeRegime,
    of: typeof smallInstances,
  ): [count: number, turns: number[], tied: boolean] => {
    const all = [...of(regime)];
    const texts = new Set(
      all.map(({ game: { reward, chance: p, nodeCount }, policies }) =>
        JSON.stringify([nodeCount, reward.map(String), p.map(String), policies['old'].probability.map(String)]),
      ),
    );
    return [all.length, [...new Set(all.map(({ game: { turns } }) => turns))].sort(), texts.size === all.length];
  };

  it('are all different, of one turn where that is asked for, and more with several turns', () => {
    const [single, turnsOfSingle, apart] = counted({ information: 'full', turns: 'single' }, smallInstances);
    const [multi, turnsOfMulti] = counted({ information: 'full', turns: 'multi' }, smallInstances);
    const [blind] = counted({ information: 'truncated', turns: 'multi' }, smallInstances);
    expect([turnsOfSingle, turnsOfMulti, apart]).toEqual([[1], [1, 2], true]);
    // Two arms 4·5, three arms 27·4, a coin beside an arm 27·3 twice, two coins 16·3, two contexts 16·3².
    expect(single).toBe(4 * 5 + 27 * 4 + 2 * 27 * 3 + 16 * 3 + 16 * 9);
    // And 27·5² + 16·3³ + 81 + 81 of two turns.
    expect(multi - single).toBe(27 * 25 + 16 * 27 + 81 + 81);
    expect(blind).toBeGreaterThan(multi);
  });

  it('come late where they are many: three arms, and noise where histories look alike', () => {
    const late = (information: 'full' | 'shared', turns: 'single' | 'multi'): number =>
      counted({ information, turns }, lateInstances)[0];
    expect([late('full', 'multi'), late('full', 'single'), late('shared', 'single')]).toEqual([81, 81, 81]);
    expect(late('shared', 'multi')).toBe(81 + 3 ** 6);
  });
});

test('a tree and back is the same instance', () => {
  const of = game(
    'both',
    chance([
      ['1/3', 'x', decision({ a: terminal(0), b: terminal(1) })],
      ['2/3', 'y', terminal(2)],
    ]),
  );
  const instance: Instance = { game: of, policies: { old: uniformPolicy(of) }, parameters: {} };
  const { game: again, policies } = fromTree(toTree(instance), of, ['old']);
  expect(again.reward.map(String)).toEqual(of.reward.map(String));
  expect(policies['old'].probability.map(String)).toEqual(uniformPolicy(of).probability.map(String));
});
