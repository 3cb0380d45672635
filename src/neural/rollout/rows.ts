import type { TokenRows } from '../network/network.js';
import { groupBy } from '../groupBy.js';
import type { PoolEntry, Response, Sample } from './samples.js';

/** One trajectory and those of its responses that count. */
export interface Row {
  readonly sample: Sample;
  readonly responses: readonly Response[];
}

/** Rows of tokens, cut behind the last response that counts, with the masks of legal tokens. */
export interface MaskedRows extends TokenRows {
  readonly used: Uint8Array;
  /** [rows · length, vocabulary]: 0 or 1; all 1 where no token of a response is. */
  readonly legal: Float32Array;
}

/** The entries of a pool by trajectory, in the order in which the trajectories first appear. */
export function rowsOf(entries: readonly PoolEntry[]): Row[] {
  return Array.from(groupBy(entries, ({ sample }) => sample).entries(), ([sample, own]) => ({
    sample,
    responses: own.map(({ response }) => response),
  }));
}

/** What an engine reads for these rows. Throws RangeError when a response has an illegal token. */
export function maskedRows(rows: readonly Row[], vocabulary: number): MaskedRows {
  const ends = rows.map(({ responses }) => Math.max(...responses.map(({ start, length }) => start + length)));
  const length = Math.max(...ends);
  const tokens = new Int32Array(rows.length * length);
  const used = new Uint8Array(tokens.length);
  const legal = new Float32Array(tokens.length * vocabulary).fill(1);
  rows.forEach(({ sample, responses }, row) => {
    tokens.set(sample.tokens.subarray(0, ends[row]), row * length);
    for (const response of responses) {
      response.legal.forEach((allowed, n) => {
        const at = row * length + response.start + n;
        if (!allowed.includes(tokens[at])) {
          throw new RangeError(`token ${tokens[at]} of trajectory ${sample.id} is outside its own mask`);
        }
        used[at] = 1;
        legal.fill(0, at * vocabulary, (at + 1) * vocabulary);
        for (const token of allowed) legal[at * vocabulary + token] = 1;
      });
    }
  });
  return { rows: rows.length, length, tokens, used, legal };
}
