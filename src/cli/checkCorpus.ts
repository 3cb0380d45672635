import { existsSync } from 'node:fs';
import { gameFromJson } from '../game/buildGame.js';
import { policyFromJson } from '../policy/policyFile.js';
import { type Corpus, corpusSpec } from '../search/corpus.js';
import type { CheckRun } from '../userAlgorithm/checkRun.js';
import { cellOf } from '../userAlgorithm/checkTask.js';
import { prepareDirectoryOf, writeWhole } from './files.js';
import { jsonText } from './output.js';
import { readJson } from './readJson.js';

/**
 * A corpus of the user's own: games with policies that a check tries first, and to which it adds what it finds. One that
 * is not there yet is empty. Throws UsageError or GameFileError, one line with the place.
 */
export function readCorpus(fileName: string): Corpus {
  prepareDirectoryOf(fileName);
  if (!existsSync(fileName)) return { version: 1, instances: [] };
  const file = readJson(fileName, corpusSpec);
  file.value.instances.forEach(({ game: spec, policy }, n) => {
    const game = file.within(['instances', n, 'game'], () => gameFromJson(spec));
    file.within(['instances', n, 'policy'], () => policyFromJson(game, policy));
  });
  return file.value;
}

/** Writes the corpus with the counterexamples of a check that are not in it yet; returns how many those are. */
export function addToCorpus(fileName: string, before: Corpus, { algorithm, cells }: CheckRun): number {
  const key = ({ game, policy }: Pick<Corpus['instances'][number], 'game' | 'policy'>): string =>
    JSON.stringify([game, policy]);
  const known = new Set(before.instances.map(key));
  const added: Corpus['instances'] = [];
  for (const cell of cells) {
    for (const found of [cell.counterexample, ...(cell.ties ?? []).map((tie) => tie.counterexample)]) {
      if (found === undefined) continue;
      const entry = { from: `${algorithm}: ${cellOf(cell)}`, game: found.game, policy: found.policies['old'] };
      if (known.has(key(entry))) continue;
      known.add(key(entry));
      added.push(entry);
    }
  }
  if (added.length > 0) writeWhole(fileName, jsonText({ version: 1, instances: [...before.instances, ...added] }));
  return added.length;
}
