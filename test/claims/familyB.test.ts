import { describe, expect, it } from 'vitest';
import { B1 } from '../../src/claims/catalogue/B1.js';
import { B2 } from '../../src/claims/catalogue/B2.js';
import { B3 } from '../../src/claims/catalogue/B3.js';
import { B4 } from '../../src/claims/catalogue/B4.js';
import { B5 } from '../../src/claims/catalogue/B5.js';
import { B6 } from '../../src/claims/catalogue/B6.js';
import { B7 } from '../../src/claims/catalogue/B7.js';
import { B8 } from '../../src/claims/catalogue/B8.js';
import type { Claim } from '../../src/claims/claim.js';
import { instanceFromJson, readFixture } from '../../src/claims/counterexampleFile.js';
import type { Outcome } from '../../src/claims/outcome.js';
import { searchBlock, searchTiny } from '../../src/claims/search.js';
import { searchesOf } from '../../src/claims/searches.js';
import { runTask } from '../../src/claims/run/runTask.js';
import { chance, decision, game, paying, terminal } from '../../src/game/builders.js';
import type { Game } from '../../src/game/game.js';
import { Rational } from '../../src/exact/rational.js';
import { policyFromSets, uniformPolicy } from '../../src/policy/policy.js';

const CLAIMS = [B1, B2, B3, B4, B5, B6, B7, B8];

/** The stored counterexamples: nodes of the game, at most as many as in the known instances. */
const NODES: Readonly<Record<string, number>> = {
  'B1/mean-over-contexts': 4,
  'B1/stale-baseline': 3,
  'B2/unbiased': 3,
  'B2/others-mean': 3,
  'B2/undiscounted-returns': 3,
  'B3/own-sample': 3,
  'B3/with-deviation': 3,
  // Two turns, and an end before the second.
  'B4/signs-agree': 5,
  'B4/undiscounted-returns': 3,
  // Two arms, one of them a coin.
  B5: 5,
  B6: 5,
  'B6/single-paths': 5,
  // Two contexts with two arms each.
  B7: 7,
  // Two arms, one of which pays on the way as well.
  B8: 3,
  'B8/gradient': 3,
};

describe.each(CLAIMS)('$id: $title', (claim) => {
  it.each(searchesOf(claim))('$key', ({ key, check, family, refutable }) => {
    if (refutable) {
      const found = runTask({ id: key, kind: 'hunt', search: key, block: 0, count: 2000 }, 1).counterexample;
      expect(found, 'found from scratch').toBeDefined();
      const stored = readFixture(key) ?? expect.fail('not stored');
      const instance = instanceFromJson(stored);
      expect(instance.game.nodeCount).toBe(NODES[key]);
      expect(check(instance)).toEqual({ status: 'violated', ...stored.violation });
    } else {
      const tiny = searchTiny(check, family);
      const random = searchBlock(check, family, { seed: 7, name: key, block: 0 }, 60);
      expect([tiny.counterexample, random.counterexample]).toEqual([undefined, undefined]);
      expect(tiny.undecided + random.undecided).toBe(0);
      expect(tiny.strict).toBeGreaterThan(0);
      expect(random.strict).toBeGreaterThan(6);
    }
  });
});

describe('the catalogue of family B', () => {
  it('expects what the specification expects, and controls it', () => {
    expect(CLAIMS.map(({ expected }) => expected)).toEqual([
      ...Array.from({ length: 4 }, () => 'proved'),
      ...Array.from({ length: 4 }, () => 'refuted'),
    ]);
    for (const { id, expected, variants } of CLAIMS) {
      expect([id, variants[0].expected]).toEqual([id, expected === 'refuted' ? 'holds' : 'refuted']);
    }
  });

  it('has a pinned size for exactly the searches that should find something', () => {
    const refutable = CLAIMS.flatMap(searchesOf).filter((search) => search.refutable);
    expect(refutable.map(({ key }) => key).sort()).toEqual(Object.keys(NODES).sort());
  });
});

function outcomeOn(
  claim: Claim,
  of: Game,
  sets: string[][] | 'uniform',
  parameters: Record<string, string> = {},
): Outcome {
  const policy =
    sets === 'uniform'
      ? uniformPolicy(of)
      : policyFromSets(
          of,
          sets.map((set) => set.map((p) => Rational.parse(p))),
        );
  return claim.check({ game: of, policies: { old: policy }, parameters });
}

/** An arm that pays 0 against one that pays `win` with probability p and `lose` otherwise. */
function gamble(safe: number, p: string, win: number, lose: number): Game {
  const rest = Rational.ONE.sub(Rational.parse(p)).toString();
  return game(
    'gamble',
    decision({
      a: terminal(safe),
      b: chance([
        [p, 'win', terminal(win)],
        [rest, 'lose', terminal(lose)],
      ]),
    }),
  );
}

describe('instances by hand', () => {
  it('B5: the rare jackpot of the specification, G = 2, …, 5', () => {
    const jackpot = gamble(1, '1/50', 100, 0);
    for (const deviation of ['n', 'n-1']) {
      for (const groupSize of ['2', '3', '4', '5']) {
        expect(outcomeOn(B5, jackpot, 'uniform', { groupSize, deviation }).status).toBe('violated');
      }
    }
    // ∇J = (−1/4, 1/4); with G = 2 an estimate is ±1 by rank: b wins once in 50, so (1/4)(49/50 − 1/50) towards a.
    const outcome = outcomeOn(B5, jackpot, 'uniform', { groupSize: '2', deviation: 'n' });
    expect(outcome).toMatchObject({ left: { value: '-3/25' } });
  });

  it('B5: fixed rewards, three arms', () => {
    const arms = game('three', decision({ a: terminal(0), b: terminal(1), c: terminal(100) }));
    const outcome = outcomeOn(B5, arms, [['4/21', '16/21', '1/21']], { groupSize: '2', deviation: 'n' });
    expect(outcome).toMatchObject({ status: 'violated', left: { value: '-64/7203' } });
  });

  it('B6: 0 against 3 with probability 1/3, else −1: B = 1 is B5, B = 2, …, 5 fail as well, B = 6 no longer', () => {
    const coin = gamble(0, '1/3', 3, -1);
    const at = (batchContexts: string): Outcome =>
      outcomeOn(B6, coin, 'uniform', { groupSize: '2', batchContexts, deviation: 'n' });
    // B = 1: ∇J = (−1/12, 1/12), the update 1/12 the other way.
    expect(at('1')).toMatchObject({ status: 'violated', left: { value: '-1/72' } });
    expect(['2', '3', '4', '5'].map((contexts) => at(contexts).status)).toEqual(new Array(4).fill('violated'));
    expect(at('6').status).toBe('holds');
  });

  it('B7: two contexts, the uniform policy, fixed rewards', () => {
    const contexts = game(
      'two contexts',
      chance([
        ['1/3', 'x', decision({ a: terminal(3), b: terminal(0) })],
        ['2/3', 'y', decision({ a: terminal(0), b: terminal(1) })],
      ]),
    );
    // ∂J/∂θ_a = (1/4)(3/3 − 2/3) = 1/12; with σ = 3/2, 1/2 the update is (1/2)(1/3 − 2/3): −1/6. Twice for two logits.
    expect(outcomeOn(B7, contexts, 'uniform')).toMatchObject({ status: 'violated', left: { value: '-1/36' } });
  });

  it('B7: three contexts that are equally likely', () => {
    const small = (): ReturnType<typeof decision> => decision({ a: terminal(0), b: terminal(1) });
    const contexts = game(
      'three contexts',
      chance([
        ['1/3', 'x', decision({ a: terminal(4), b: terminal(0) })],
        ['1/3', 'y', small()],
        ['1/3', 'z', small()],
      ]),
    );
    expect(outcomeOn(B7, contexts, 'uniform')).toMatchObject({ status: 'violated', left: { value: '-1/18' } });
  });

  it('B7: rewards 0 and 1', () => {
    const contexts = game(
      'right or wrong',
      chance([
        ['1/3', 'x', decision({ a: terminal(1), b: terminal(0) })],
        ['2/3', 'y', decision({ a: terminal(0), b: terminal(1) })],
      ]),
    );
    const sets = [
      ['1/2', '1/2'],
      ['1/10', '9/10'],
    ];
    // (1/3)(1/4) − (2/3)(9/100) = 7/300 against (1/3)(1/2) − (2/3)(3/10) = −1/30, twice.
    expect(outcomeOn(B7, contexts, sets)).toMatchObject({ status: 'violated', left: { value: '-7/4500' } });
  });

  it('B8: 2 now or 3 a turn later, γ = 1/2', () => {
    const later = game('later', decision({ a: terminal(2), b: decision({ c: terminal(3) }) }), { discount: '1/2' });
    // Undiscounted 3 > 2; discounted 3/4 < 1. From 1/2 each, J = 7/8 falls to 3/4.
    expect(outcomeOn(B8, later, 'uniform', { step: 'unrestricted' })).toMatchObject({
      status: 'violated',
      left: { value: '3/4' },
      right: { value: '7/8' },
    });
  });

  it('B8: where all paths are equally long and pay at the end, the discount does not matter', () => {
    const even = game('even', decision({ a: terminal(2), b: terminal(3) }), { discount: '1/2' });
    expect(outcomeOn(B8, even, 'uniform', { step: 'unrestricted' })).toMatchObject({ status: 'holds', strict: true });
  });

  it('B1 and B4: a reward on the way to the context is part of V(s0)', () => {
    const paid = game(
      'paid context',
      chance([
        ['1/2', 'x', paying(7, decision({ a: terminal(1), b: decision({ c: terminal(3) }) }))],
        ['1/2', 'y', decision({ a: terminal(0), b: terminal(1) })],
      ]),
    );
    expect(outcomeOn(B1, paid, 'uniform').status).toBe('holds');
    expect(outcomeOn(B4, paid, 'uniform').status).toBe('holds');
  });
});
