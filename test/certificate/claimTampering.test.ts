import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Rational } from '../../src/exact/rational.js';
import { gameFromJson } from '../../src/game/buildGame.js';
import { labelsOf } from '../../src/game/game.js';
import { objective } from '../../src/mirror/mirrorStep.js';
import { policyFromJson } from '../../src/policy/policyFile.js';
import { sweep } from '../../src/sweep/sweep.js';
import { stepOf } from '../../src/claims/catalogue/sweepOf.js';
import { certificateSpec } from '../../src/certify/certificateSpec.js';
import { checkCertificate } from '../../src/certificate/check.js';
import { counterexampleSpec, instanceFromJson } from '../../src/claims/counterexampleFile.js';
import type { Outcome } from '../../src/claims/outcome.js';
import { searchByKey } from '../../src/claims/searches.js';
import { statedText } from '../../src/certify/numbers.js';
import { certificateOfClaim } from '../../src/claims/certificate.js';
import { iterationsAreTrue } from './judge/judge.js';
import { asFile, type Json } from './stored.js';
import { sampleOf, tampered } from './tampered.js';

// The statements of families A to E that are no statement about J and V after some iterations. Where game and policies are
// changed the claim's own check judges; any other change must not be confirmed, but for those that change no meaning.

const FIXTURES = new URL('../../fixtures/', import.meta.url);
const FAMILIES = /^(A|B[1-7]|B8\.gradient|C[1-4]|D3|D5|D9|D12|E[689])/;

const files = readdirSync(FIXTURES).filter((file) => FAMILIES.test(file));

/** What the claim's check says of the changed game, policies and parameters; undefined where they are none. */
function outcomeOf(certificate: Json, file: string): Outcome | undefined {
  const stored = JSON.parse(readFileSync(new URL(file, FIXTURES), 'utf8')) as Json;
  try {
    const policies = { ...(stored['policies'] as Json), ...(certificate['policies'] as Json) };
    delete (policies as Record<string, unknown>)['better'];
    const given = Object.entries(stored['parameters'] as Json);
    const statement = certificate['statement'] as Json;
    const parameters = Object.fromEntries(given.map(([key, own]) => [key, statement[key] ?? own]));
    const parsed = counterexampleSpec.parse({ ...stored, game: certificate['game'], policies, parameters });
    return searchByKey(parsed.search).check(instanceFromJson(parsed));
  } catch {
    return undefined;
  }
}

/** Does the check find a violation, and where it is the stored place, with the values that the certificate states? */
function agrees(outcome: Outcome | undefined, certificate: Json, where: string | undefined): boolean {
  if (outcome?.status !== 'violated') return false;
  const values = certificate['values'] as Json;
  const isStated = JSON.stringify([statedText(outcome.left.value), statedText(outcome.right.value)]);
  return outcome.where !== where || isStated === JSON.stringify([values['left'], values['right']]);
}

/** The parts of a certificate that were changed. */
function changedParts(before: Json, after: Json): string[] {
  return Object.keys(before).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

describe('changed certificates of single claims', () => {
  it.each(files)('%s: what is confirmed is violated', (file) => {
    const stored = counterexampleSpec.parse(JSON.parse(readFileSync(new URL(file, FIXTURES), 'utf8')));
    const search = searchByKey(stored.search);
    const violation = { status: 'violated', ...stored.violation } as Outcome & { status: 'violated' };
    const certificate = asFile(certificateOfClaim(search, { instance: instanceFromJson(stored), violation }));
    const wrong: string[] = [];
    for (const { what, certificate: changed } of sampleOf([...tampered(certificate, certificate)], 60, 1)) {
      const json = asFile(changed);
      const verdict = checkCertificate(json);
      if (!('confirmed' in verdict && verdict.confirmed)) continue;
      const [part, ...others] = changedParts(certificate, json);
      expect(others).toEqual([]); // one thing at a time
      if (!isRight(part, certificate, json, file, stored.violation.where)) wrong.push(`${what}: ${verdict.sentence}`);
    }
    expect(wrong).toEqual([]);
  });
});

function isRight(
  part: string | undefined,
  before: Json,
  after: Json,
  file: string,
  where: string | undefined,
): boolean {
  if (part === undefined || part === 'provenance') return true;
  if (part === 'values') {
    // An enclosure may be wider, or narrower where that was not needed.
    const ends = (json: Json): unknown[] => Object.values(json['values'] as Json);
    return (
      ends(before).some(Array.isArray) &&
      ends(after).every((own, n) => JSON.stringify(own) === JSON.stringify(ends(before)[n]) || Array.isArray(own))
    );
  }
  if (part === 'iterations') return iterationsAreTrue(after);
  const isNoSweep = (before['iterations'] as readonly unknown[]).length === 0 || /^(C4|E8)/.test(file);
  // A sweep that is changed by what it is run on is judged by itself: the claim's check breaks ties in its own way.
  if (part !== 'statement' && !isNoSweep) return iterationsAreTrue(after);
  // C4 is about what is better than the candidate, whatever solver made that.
  if (/^C4/.test(file) && part === 'game') return rivalIsBetter(after);
  const discount = (before['game'] as Json)['discount'];
  const keys = Object.keys(before['statement'] as Json).filter(
    (key) => (before['statement'] as Json)[key] !== (after['statement'] as Json)[key],
  );
  // Without a discount it is all the same whether terms are discounted.
  if (part === 'statement' && keys.every((key) => key === 'discounted') && discount === undefined) return true;
  return agrees(outcomeOf(after, file), after, where);
}

function rivalIsBetter(certificate: Json): boolean {
  const { iterations, statement } = certificateSpec.parse(certificate);
  const game = gameFromJson(certificate['game']);
  const name = (iterations[0].update as { step: string }).step;
  const step = stepOf(name);
  const { updates } = sweep(policyFromJson(game, (certificate['policies'] as Json)['old']), { step });
  const made = updates.find(({ set }) => game.infoSetName[set] === statement['set']);
  if (made === undefined) return false;
  const masses = (policy: unknown): Rational[] => {
    const own = policy as Record<string, string>;
    return labelsOf(game, game.infoSets[made.set][0]).map((label) => Rational.parse(own[label]));
  };
  const candidate = masses(iterations[0].policy[String(statement['set'])]);
  const rival = masses(statement['rival']);
  return (
    step.feasible(made.problem, rival) &&
    objective(step, made.problem, candidate).lt(objective(step, made.problem, rival))
  );
}
