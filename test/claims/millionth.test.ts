import { describe, expect, it } from 'vitest';
import { instanceFromJson, readFixture } from '../../src/claims/counterexampleFile.js';
import type { Instance } from '../../src/claims/instance.js';
import { CLAIMS } from '../../src/claims/registry.js';
import { searchesOf } from '../../src/claims/searches.js';
import { Rational } from '../../src/exact/rational.js';
import type { Policy } from '../../src/policy/policy.js';

const MILLIONTH = Rational.of(1, 1_000_000);

/** The instance with all rewards multiplied. */
function scaled({ game, policies, parameters }: Instance, factor: Rational): Instance {
  const by = (r: Rational): Rational => r.mul(factor);
  const smaller = { ...game, reward: game.reward.map(by), edgeReward: game.edgeReward.map(by) };
  const onIt = ({ probability }: Policy): Policy => ({ game: smaller, probability });
  return {
    game: smaller,
    policies: Object.fromEntries(Object.entries(policies).map(([name, policy]) => [name, onIt(policy)])),
    parameters,
  };
}

const stored = CLAIMS.flatMap(searchesOf)
  // Steps of D10 and E6 move the less the smaller the rewards are, and break nothing in the end; E11 says how far from
  // J* on games with rewards of one size, whatever it is scaled to.
  .filter(({ key, refutable }) => refutable && !/^(D10|E6|E11)\//.test(key))
  .map(({ key, check }) => {
    const file = readFixture(key);
    if (file === undefined) throw new Error(`no fixture of ${key}`);
    return { key, check, instance: instanceFromJson(file), gap: file.violation.gap };
  });

/** Those whose gap does not follow the scale of the rewards, or is no rational number. */
const OTHERWISE = /^(B3\/with-deviation|B6|B8\/gradient|C2|C3|D1\/reference-drift|D9|E8)(\/|$)/;

describe('what is missed by a millionth is violated', () => {
  it.each(stored.filter(({ key }) => !OTHERWISE.test(key)))('$key: by exactly that', ({ check, instance, gap }) => {
    const outcome = check(scaled(instance, MILLIONTH.div(Rational.parse(gap))));
    expect(outcome).toMatchObject({ status: 'violated', gap: MILLIONTH.toString() });
  });

  it.each(stored.filter(({ key }) => OTHERWISE.test(key)))(
    '$key: with rewards of a millionth',
    ({ check, instance }) => {
      expect(check(scaled(instance, MILLIONTH))).toMatchObject({ status: 'violated' });
    },
  );

  it('is looked at in every claim that has a counterexample', () => {
    expect(stored.length).toBeGreaterThan(90);
    expect(stored.filter(({ key }) => OTHERWISE.test(key)).length).toBeLessThan(20);
  });
});
