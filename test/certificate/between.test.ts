import { describe, expect, it } from 'vitest';
import { examinedOf } from '../../src/atlas/algorithmOf.js';
import { parseRow } from '../../src/atlas/row.js';
import { checkCertificate } from '../../src/certificate/check.js';
import { Random } from '../../src/claims/generate/random.js';
import type { Counterexample } from '../../src/claims/search.js';
import { guaranteeById } from '../../src/guarantees/guarantees.js';
import { Trial } from '../../src/guarantees/trial.js';
import { gamesFrom, pairsFrom } from '../../src/search/betweenEnds.js';
import { confirmed } from '../../src/search/examine.js';
import { instancesIn } from '../../src/search/instances.js';
import { asFile, type Json } from './stored.js';

/** The first standstills between two ends that a row of the atlas has, at most one an instance. */
function found(row: string, guarantee: string, pairs: 'games' | 'policies', most: number): Counterexample[] {
  const examined = examinedOf(parseRow(row));
  const { information } = parseRow(row);
  const random = new Random(5);
  const result: Counterexample[] = [];
  for (const { instance } of instancesIn({ information, turns: 'multi' }, 3, 300)) {
    if (result.length === most) break;
    for (const pair of pairs === 'games' ? gamesFrom(instance) : pairsFrom(instance, random)) {
      const violation = guaranteeById(guarantee).decide(new Trial(examined, pair));
      if (violation.status !== 'violated') continue;
      result.push({ instance: pair, violation });
      break;
    }
  }
  return result;
}

const CASES = [
  ['grae:2 kl:1 reverse shared', 'fixed-point', 'games'],
  ['grae:2 kl:1 reverse shared', 'fixed-point', 'policies'],
  ['group-std:2 gradient:1 reverse full', 'fixed-point', 'games'],
  ['group-std:2 kl:1 reverse full', 'rests', 'games'],
  ['group-std:2 clip-turn:1/5 reverse full', 'rests', 'games'],
] as const;

describe('standstills between two policies or two games', () => {
  it.each(CASES)('%s: %s, between two %s: the certificate is confirmed', (row, guarantee, pairs) => {
    const all = found(row, guarantee, pairs, 2);
    expect(all.length).toBeGreaterThan(0);
    for (const one of all) {
      const { confirmation } = confirmed(examinedOf(parseRow(row)), guarantee, one);
      expect(confirmation).toMatchObject({ word: 'refuted' });
    }
  });

  it('are not confirmed where an end, a chance or the better policy is another', () => {
    const [row, guarantee, pairs] = CASES[4];
    const [one] = found(row, guarantee, pairs, 1);
    const { certificate } = confirmed(examinedOf(parseRow(row)), guarantee, one).confirmation;
    const whole = asFile(certificate);
    const statement = whole['statement'] as Json;
    const policies = whole['policies'] as Json;
    const chances = Object.keys(statement['chances'] as Json);
    const changed = (parts: Json): unknown => ({ ...whole, ...parts });
    const others = [
      changed({ statement: { ...statement, chances: { [chances[0]]: '1', [chances[1]]: '0' } } }),
      changed({ statement: { ...statement, chances: { [chances[0]]: '1/2', [chances[1]]: '1/3' } } }),
      changed({ statement: { ...statement, chance: 'nowhere' } }),
      changed({ statement: { ...statement, id: 'stalls-between' } }),
      changed({ statement: { ...statement, twin: (whole['iterations'] as Json[])[0] } }),
      changed({ policies: { ...policies, better: policies['old'] } }),
      changed({ policies: { ...policies, other: policies['old'] } }),
    ];
    expect(checkCertificate(whole)).toMatchObject({ confirmed: true });
    for (const other of others) expect(checkCertificate(other)).not.toMatchObject({ confirmed: true });
  });
});
