import { describe, expect, it } from 'vitest';
import { REINFORCE, GSPO, PPO, SEEUPO, SEEUPPO_GRAE, BACKWARD_INDUCTION } from '../../src/algorithm/algorithms.js';
import type { Algorithm } from '../../src/algorithm/algorithm.js';
import { iterate } from '../../src/algorithm/iterate.js';
import { clipped, exact } from '../../src/algorithm/surrogates.js';
import { checkCertificate } from '../../src/certificate/check.js';
import { recorderOf, recorderOfStep } from '../../src/certify/guaranteeWitness.js';
import { certificateOfClaim } from '../../src/claims/certificate.js';
import type { Check } from '../../src/claims/claim.js';
import type { Instance } from '../../src/claims/instance.js';
import type { Family } from '../../src/claims/generate/family.js';
import { Random, streamSeed } from '../../src/claims/generate/random.js';
import { randomInstance } from '../../src/claims/generate/randomInstance.js';
import { tinyInstances } from '../../src/claims/generate/tinyInstances.js';
import { CLAIMS } from '../../src/claims/registry.js';
import type { Counterexample } from '../../src/claims/search.js';
import { searchesOf } from '../../src/claims/searches.js';
import { gae, JOINT } from '../../src/estimate/estimators.js';
import { certificateOfGuarantee } from '../../src/guarantees/certificate.js';
import { GUARANTEES } from '../../src/guarantees/guarantees.js';
import type { Guarantee, GuaranteeRegime, Step } from '../../src/guarantees/guarantee.js';
import { instancesIn } from '../../src/search/instances.js';
import { asFile } from './stored.js';

/** The first random instances of a family, then some of the tiny ones. */
function* drawn(family: Family, name: string): Generator<Instance> {
  const random = new Random(streamSeed(11, name));
  for (let n = 0; n < 150; n++) yield randomInstance(random, family);
  let n = 0;
  for (const instance of tinyInstances(family)) {
    if (n++ > 2000) return;
    yield instance;
  }
}

/** The first counterexamples among the instances, not shrunk. */
function counterexamples(check: Check, instances: Iterable<Instance>, most: number): Counterexample[] {
  const found: Counterexample[] = [];
  for (const instance of instances) {
    const violation = check(instance);
    if (violation.status === 'violated') found.push({ instance, violation });
    if (found.length === most) break;
  }
  return found;
}

function word(certificate: unknown): string {
  const verdict = checkCertificate(asFile(certificate));
  return 'uncovered' in verdict ? `uncovered: ${verdict.uncovered}` : verdict.confirmed ? 'confirmed' : verdict.reason;
}

describe('counterexamples that a search has just found', () => {
  const refutable = CLAIMS.flatMap(searchesOf).filter((search) => search.refutable);

  it.each(refutable.map((search) => [search.key, search] as const))('to %s are confirmed', (key, search) => {
    const found = counterexamples(search.check, drawn(search.family, key), 3);
    for (const one of found) expect(word(certificateOfClaim(search, one))).toBe('confirmed');
    // Rare ones are met by the stored one alone.
    if (!/^(B6|D8|E9|E7\/two-turns)$/.test(key)) expect(found.length).toBeGreaterThan(0);
  });
});

/** The instances of a search; with the tie rule "first" where the guarantee says nothing else of ties than that they may stay. */
const instancesOf = (guarantee: Guarantee, regime: GuaranteeRegime): Instance[] =>
  [...instancesIn(regime, 11, 200)].map(({ instance }) =>
    guarantee.id === 'equal-rewards' ? { ...instance, parameters: { ...instance.parameters, tie: 'first' } } : instance,
  );

const ZERO_CRITIC: Algorithm = {
  name: 'no critic',
  estimator: gae('1/2', 'zero'),
  surrogate: clipped('1/5'),
  order: 'reverse',
};
const TIMID: Algorithm = {
  name: 'timid',
  estimator: JOINT,
  surrogate: exact('total-variation-penalty:4'),
  order: 'reverse',
};

describe('guarantees that algorithms break', () => {
  const cases: readonly (readonly [string, Algorithm])[] = [
    ['monotone', ZERO_CRITIC],
    ['monotone-everywhere', REINFORCE],
    ['fixed-point', TIMID],
    ['rests', SEEUPPO_GRAE],
    ['one-sweep', GSPO],
    ['all-turns', PPO],
    ['early-ends', ZERO_CRITIC],
    ['relabelling', GSPO],
    ['equal-rewards', SEEUPO],
    ['one-sweep', BACKWARD_INDUCTION],
  ];

  it.each(cases.map(([id, algorithm]) => [id, algorithm.name, algorithm] as const))(
    '%s by %s: the certificate is confirmed, for named parts and for a step of somebody’s own',
    (id, _, algorithm) => {
      const guarantee = GUARANTEES.find((own) => own.id === id);
      if (guarantee === undefined) expect.fail(id);
      const step: Step = (policy, options) => iterate(algorithm, policy, options);
      const information =
        guarantee.applies({ information: 'shared', turns: 'multi' }) && ![TIMID, PPO].includes(algorithm)
          ? 'shared'
          : 'full';
      const instances = instancesOf(guarantee, { information, turns: 'multi' });
      const found = counterexamples(guarantee.check(step), instances, 4);
      expect(found.length).toBeGreaterThan(0);
      for (const one of found) {
        const computed = certificateOfGuarantee(id, recorderOf(algorithm), one);
        const returned = certificateOfGuarantee(id, recorderOfStep(step), one);
        expect(word(computed)).toBe('confirmed');
        expect(word(returned)).toBe('confirmed');
        expect(computed?.iterations.every(({ update }) => update.kind.startsWith('computed'))).toBe(true);
        expect(returned?.iterations.every(({ update }) => update.kind === 'as-returned')).toBe(true);
      }
    },
  );

  it('has no certificate of a guarantee that there is not', () => {
    const [found] = counterexamples(
      () => ({
        status: 'violated',
        expected: '',
        left: { label: '', value: '0' },
        right: { label: '', value: '1' },
        gap: '',
      }),
      instancesOf(GUARANTEES[0], { information: 'full', turns: 'single' }),
      1,
    );
    expect(() => certificateOfGuarantee('sound', recorderOf(SEEUPO), found)).toThrow('there is no guarantee "sound"');
  });
});
