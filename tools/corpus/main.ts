import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gameFromJson } from '../../src/game/buildGame.js';
import { gameToSpec } from '../../src/game/printGame.js';
import { policyFromJson, policyToJson } from '../../src/policy/policyFile.js';
import { hasFullSupport, uniformPolicy } from '../../src/policy/policy.js';
import type { Corpus } from '../../src/search/corpus.js';

// Collects known counterexamples into corpus/corpus.json: npm run corpus -- FILE_OR_FOLDER…
// What is in the corpus stays; games with policies of the files named are added, each once.

const CORPUS = new URL('../../corpus/corpus.json', import.meta.url);
type Entry = Corpus['instances'][number];

function read(): Entry[] {
  try {
    return (JSON.parse(readFileSync(CORPUS, 'utf8')) as Corpus).instances;
  } catch {
    return [];
  }
}

function* filesOf(path: string): Generator<string> {
  if (path.endsWith('.json')) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort()) if (name.endsWith('.json')) yield join(path, name);
}

interface Found {
  readonly game?: unknown;
  readonly root?: unknown;
  readonly policy?: unknown;
  readonly policies?: { readonly old?: unknown };
  readonly instances?: readonly Found[];
}

function* entriesIn(name: string, file: Found): Generator<Entry> {
  if (file.instances !== undefined) {
    for (const instance of file.instances) yield* entriesIn(name, instance);
    return;
  }
  const spec = file.game ?? (file.root === undefined ? undefined : file);
  if (spec === undefined) return;
  const game = gameFromJson(spec);
  const given = file.policy ?? file.policies?.old;
  const policy = given === undefined ? uniformPolicy(game) : policyFromJson(game, given);
  if (!game.isTree || game.turns === 0 || !hasFullSupport(policy)) return;
  yield { from: name, game: gameToSpec(game), policy: policyToJson(policy) };
}

const instances = read();
const known = new Set(instances.map(({ game, policy }) => JSON.stringify([{ ...game, name: '' }, policy])));
for (const path of process.argv.slice(2)) {
  for (const file of filesOf(path)) {
    const name = file.replace(/^.*\//, '').replace(/\.json$/, '');
    for (const entry of entriesIn(name, JSON.parse(readFileSync(file, 'utf8')) as Found)) {
      const key = JSON.stringify([{ ...entry.game, name: '' }, entry.policy]);
      if (known.has(key)) continue;
      known.add(key);
      instances.push(entry);
    }
  }
}
writeFileSync(CORPUS, `${JSON.stringify({ version: 1, instances } satisfies Corpus)}\n`);
console.log(`${instances.length} instances`);
