import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Guarantee, GuaranteeRegime } from '../guarantees/guarantee.js';
import { type Kind, neighboursOf, plantedIn } from './panel.js';
import { type Budget, search } from './search.js';
import type { Power } from './verdict.js';

const count = z.int().min(0);

/** What the search made of the planted mistakes, and how rare these are (corpus/power.json). */
export const powerSpec = z
  .strictObject({
    version: z.literal(1),
    /** With these the search was run; rates were measured on `drawn` random instances of another stream. */
    seed: z.int(),
    runs: count,
    drawn: count,
    panels: z.array(
      z.strictObject({
        guarantee: z.string(),
        information: z.enum(['full', 'truncated', 'shared']),
        turns: z.enum(['single', 'multi']),
        kind: z.enum(['exact', 'enclosed']),
        neighbours: z.array(
          z.strictObject({
            id: z.string(),
            title: z.string(),
            /** The share of random instances on which it breaks the guarantee. */
            rate: z.number(),
            /** After how many random instances it was found: 0 among the small ones; 'climb': only from the nearest downwards. */
            found: z.union([count, z.literal('climb'), z.literal('not found')]),
          }),
        ),
      }),
    ),
  })
  .meta({ title: 'The power of the search for guarantees' });

/** The stored results of the power test. */
export type PowerRecord = z.infer<typeof powerSpec>;
/** The planted mistakes of one guarantee in one regime and kind of numbers. */
export type PanelRecord = PowerRecord['panels'][number];

let stored: PowerRecord | undefined;

/** The power test that comes with this version. */
export function powerRecord(): PowerRecord {
  stored ??= powerSpec.parse(JSON.parse(readFileSync(new URL('../../corpus/power.json', import.meta.url), 'utf8')));
  return stored;
}

/** The record of one panel, if there is one. */
export function panelOf(
  guarantee: string,
  { information, turns }: GuaranteeRegime,
  kind: Kind,
  { panels }: PowerRecord = powerRecord(),
): PanelRecord | undefined {
  return panels.find(
    (panel) =>
      panel.guarantee === guarantee &&
      panel.information === information &&
      panel.turns === turns &&
      panel.kind === kind,
  );
}

/** The random instances after which every mistake of the panel was found; undefined where one was not. */
export function needs({ neighbours }: Pick<PanelRecord, 'neighbours'>, runs: number): number | undefined {
  if (neighbours.length === 0) return undefined;
  const each = neighbours.map(({ found }) => (found === 'climb' ? runs : found === 'not found' ? Infinity : found));
  const most = Math.max(...each);
  return most === Infinity ? undefined : most;
}

const computed = new Map<string, Power>();

/**
 * Does a search with this budget, without known instances, find every planted mistake? Looked up for the stored seed,
 * where a longer search begins with the shorter one; for another seed it is found out now.
 */
export function powerOf(guarantee: Guarantee, regime: GuaranteeRegime, kind: Kind, { seed, runs }: Budget): Power {
  const record = powerRecord();
  const panel = panelOf(guarantee.id, regime, kind);
  if (seed === record.seed && panel !== undefined) {
    const least = needs(panel, record.runs);
    if (least === undefined) return { passed: false };
    return runs >= least ? { passed: true } : { passed: false, needs: least };
  }
  const key = [guarantee.id, regime.information, regime.turns, kind, seed, runs].join('/');
  const known = computed.get(key);
  if (known !== undefined) return known;
  const isEmpty = neighboursOf(guarantee.id, regime, kind).length === 0;
  const passed = !isEmpty && missed(guarantee, regime, kind, { seed, runs }).length === 0;
  const power: Power = passed ? { passed } : { passed };
  computed.set(key, power);
  return power;
}

/** The planted mistakes that a search does not find. */
export function missed(guarantee: Guarantee, regime: GuaranteeRegime, kind: Kind, budget: Budget): string[] {
  return neighboursOf(guarantee.id, regime, kind)
    .filter((neighbour) => {
      const [finding] = search(plantedIn(guarantee.id, regime, kind, neighbour), [guarantee], regime, budget);
      return finding.counterexample === undefined;
    })
    .map(({ id }) => id);
}
