import { describe, expect, it } from 'vitest';
import type { Algorithm, Surrogate } from '../../src/algorithm/algorithm.js';
import { AlgorithmError } from '../../src/algorithm/algorithmError.js';
import { clippedCarry } from '../../src/algorithm/carry.js';
import { clipped, exact, gradient, jointClipped, kl, tokenClipped } from '../../src/algorithm/surrogates.js';
import { members } from '../../src/certificate/json.js';
import { at, readPolicy } from '../../src/certificate/policy.js';
import { readGame } from '../../src/certificate/readGame.js';
import { Rejected, Uncovered } from '../../src/certificate/refusal.js';
import { iterationRule } from '../../src/certificate/rules.js';
import { certificateOf } from '../../src/certify/certificate.js';
import { recordIteration, recordSweep } from '../../src/certify/record.js';
import type { WitnessIteration } from '../../src/certify/witness.js';
import { stepOf, STEPS } from '../../src/claims/catalogue/sweepOf.js';
import { COMMON, type Family } from '../../src/claims/generate/family.js';
import { Random } from '../../src/claims/generate/random.js';
import { randomInstance } from '../../src/claims/generate/randomInstance.js';
import {
  batchDeviation,
  EXACT,
  gae,
  grae,
  groupDeviation,
  JOINT,
  leaveOneOut,
  REINFORCE,
  reinforcePlusPlus,
  SAMPLE,
} from '../../src/estimate/estimators.js';
import type { Estimator } from '../../src/estimate/estimator.js';
import { Rational } from '../../src/exact/rational.js';
import { gameFromJson } from '../../src/game/buildGame.js';
import { type Policy, uniformPolicy } from '../../src/policy/policy.js';
import { sweep } from '../../src/sweep/sweep.js';
import { asFile, type Json } from './stored.js';

/** What the checker says of one iteration alone: undefined where it is what it claims to be. */
function refusal(old: Policy, iteration: WitnessIteration): string | undefined {
  const witness = { game: old.game, statement: { id: 'none' }, policies: { old }, iterations: [iteration] };
  const json = asFile(certificateOf(witness, { left: '0', right: '0' }, {}));
  const game = readGame(json['game']);
  const item = members((json['iterations'] as readonly Json[])[0], 'iteration');
  const policies = new Map([['old', readPolicy(game, (json['policies'] as Json)['old'], 'old')]]);
  const stated = { part: () => undefined, text: () => '', policy: (name: string) => at(policies, name) };
  try {
    iterationRule(iteration.update.kind)(game, at(policies, 'old'), item, stated);
    return undefined;
  } catch (error) {
    if (error instanceof Rejected || error instanceof Uncovered) return `${error.constructor.name}: ${error.message}`;
    throw error;
  }
}

const ESTIMATORS: readonly Estimator[] = [
  ...[JOINT, REINFORCE, grae(2), grae(3), leaveOneOut(2), groupDeviation(2, SAMPLE), groupDeviation(3), EXACT],
  ...[
    batchDeviation(2, 2),
    reinforcePlusPlus(3),
    gae('19/20'),
    gae('1/2', 'zero'),
    { ...JOINT, returns: 'undiscounted' } as const,
  ],
  {
    ...groupDeviation(2),
    normalisation: { kind: 'group-deviation', deviation: { ...SAMPLE, stabiliser: Rational.of(1, 3) } },
  } as const,
  { ...gae('1/3'), turnWeight: 'one' },
];

const SURROGATES: readonly Surrogate[] = [
  ...[
    clipped('1/5'),
    clipped('1/5', '2/5'),
    tokenClipped('1/5'),
    jointClipped('1/2'),
    kl('1/3'),
    gradient('2'),
    gradient('1', [1, 20]),
  ],
  ...STEPS.filter((step) => !step.startsWith('clip')).map(exact),
  exact('total-variation-penalty:1'),
];

const ORDERS = ['reverse', 'forward', 'simultaneous', 'random'] as const;

const family = (information: Family['information'], discount: string): Family => ({
  ...COMMON,
  turns: 2,
  rewards: [0, 2],
  edgeRewards: discount !== '1',
  discounts: [discount],
  information,
  policies: { old: 'any' },
});

const FAMILIES: readonly Family[] = [
  ...[family({ kind: 'full' }, '1'), family({ kind: 'full' }, '1/2')],
  ...[family({ kind: 'truncated', window: 0 }, '1'), family({ kind: 'truncated', window: 1 }, '1/2')],
  ...[family({ kind: 'shared', window: 0 }, '1'), family({ kind: 'shared', window: 1 }, '1')],
];

describe('what iterate does', () => {
  it.each(SURROGATES.map((surrogate, n) => [recordName(surrogate), surrogate, n] as const))(
    'with %s is what the checker says that it is, for every estimator, order, carry and information',
    (_, surrogate, n) => {
      const random = new Random(n + 1);
      let accepted = 0;
      for (let run = 0; run < 24; run++) {
        const isToken = surrogate.kind === 'clip' && surrogate.level === 'token';
        const instance = randomInstance(random, isToken ? FAMILIES[0] : random.pick(FAMILIES));
        const old = instance.policies['old'];
        const isJoint = surrogate.kind === 'clip' && surrogate.level === 'joint';
        const algorithm: Algorithm = {
          name: 'random',
          estimator: random.pick(ESTIMATORS),
          surrogate,
          // In other orders `iterate` leaves out of a joint ratio what lies before the turn.
          order: isJoint ? random.pick(['reverse', 'simultaneous'] as const) : random.pick(ORDERS),
          ...(isJoint || random.pick([true, false]) ? {} : { carry: clippedCarry(Rational.of(1, 5)) }),
        };
        let made: WitnessIteration;
        try {
          made = recordIteration(algorithm, old, { tie: 'first', seed: run, precision: 100 });
        } catch (error) {
          if (error instanceof AlgorithmError) continue; // tokens under a window, irrational estimates
          throw error;
        }
        const refused = refusal(old, made);
        if (refused?.includes('chi-square on irrational estimates') === true) continue; // the checker says so itself
        expect({ algorithm: made.update, refusal: refused }).toMatchObject({ refusal: undefined });
        accepted += 1;
      }
      expect(accepted).toBeGreaterThan(8);
    },
    60_000,
  );

  function recordName(surrogate: Surrogate): string {
    return surrogate.kind === 'mirror'
      ? surrogate.step.name
      : `${surrogate.kind} ${'level' in surrogate ? surrogate.level : ''}`;
  }
});

describe('what sweep does', () => {
  it('is what the checker says that it is, from policies of any support', () => {
    const random = new Random(7);
    for (let run = 0; run < 200; run++) {
      const old = randomInstance(random, random.pick(FAMILIES)).policies['old'];
      const order = random.pick(['reverse', 'forward', 'simultaneous'] as const);
      const spans = old.game.infoSets.some((nodes) => nodes.some((i) => old.game.turn[i] !== old.game.turn[nodes[0]]));
      if (order === 'simultaneous' && spans) continue; // there it is one update a turn, and `iterate` the definition
      const step = random.pick(STEPS);
      const weighting = random.pick(['every-history', 'reached'] as const);
      const made = sweep(old, { step: stepOf(step), order, weighting });
      const unreached = old.game.information.kind === 'full' && weighting === 'every-history' ? 'argmax' : 'kept';
      const words = { step, order, unreached } as const;
      expect({ words, refusal: refusal(old, recordSweep(made, words)) }).toMatchObject({ refusal: undefined });
    }
  });

  it('is so on shared nodes too, where a node has several pasts', () => {
    const leaf = (reward: string): object => ({ reward });
    const game = gameFromJson({
      version: 1,
      name: 'a diamond',
      root: { actions: ['a', 'b'].map((label) => ({ label, to: 'n' })) },
      nodes: {
        n: {
          actions: [
            { label: 'x', to: leaf('1') },
            { label: 'y', to: leaf('0') },
          ],
        },
      },
    });
    const old = uniformPolicy(game);
    for (const step of ['euclidean:5', 'clip:1/5', 'unrestricted']) {
      const made = sweep(old, { step: stepOf(step) });
      expect(refusal(old, recordSweep(made, { step, order: 'reverse' }))).toBeUndefined();
    }
  });
});

describe('the safeguard', () => {
  it('is verified: the first share that the joint surrogate accepts', () => {
    const random = new Random(3);
    const shares = new Set<unknown>();
    for (let run = 0; run < 60; run++) {
      const old = randomInstance(random, { ...family({ kind: 'shared', window: 0 }, '1'), policies: { old: 'full' } })
        .policies['old'];
      const safeguard = { epsilon: Rational.of(1, 5), halvings: random.pick([0, 3]) };
      const algorithm: Algorithm = {
        name: 'safe',
        estimator: JOINT,
        surrogate: clipped('1/5'),
        order: 'reverse',
        safeguard,
      };
      const made = recordIteration(algorithm, old, {});
      expect(refusal(old, made)).toBeUndefined();
      const { update } = made;
      if (!('share' in update)) expect.fail('no share');
      shares.add(update.share);
      const other = update.share === '1' ? '1/2' : '1';
      if (update.share !== '1')
        expect(refusal(old, { ...made, update: { ...update, share: other } })).toMatch(/^Rejected/);
    }
    expect(shares.size).toBeGreaterThan(1);
  });
});
