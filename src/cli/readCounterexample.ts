import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type CounterexampleFile, counterexampleSpec, fixtureUrl } from '../claims/counterexampleFile.js';
import type { Instance } from '../claims/instance.js';
import type { Outcome } from '../claims/outcome.js';
import { CLAIMS } from '../claims/registry.js';
import { type Search, searchByKey, searchesOf } from '../claims/searches.js';
import { gameFromJson } from '../game/buildGame.js';
import { didYouMean } from '../game/nearest.js';
import type { Policy } from '../policy/policy.js';
import { policyFromJson } from '../policy/policyFile.js';
import { fixturePath } from '../report/explainClaim.js';
import { type JsonFile, readJson } from './readJson.js';
import { UsageError } from './usageError.js';

/** A counterexample as read from a file. */
export interface ReadCounterexample {
  readonly file: CounterexampleFile;
  readonly search: Search;
  readonly instance: Instance;
}

/**
 * The file that `name` stands for: itself; or else the stored counterexample of that search ("D6",
 * "D1/shared-parameters") or of that name in the repository ("fixtures/D6.json"), wherever the package is installed.
 */
export function counterexampleFileOf(name: string): string {
  if (existsSync(name)) return name;
  const stored = CLAIMS.flatMap(searchesOf).find(
    ({ key }) => key.toLowerCase() === name.toLowerCase() || fixturePath(key) === name,
  );
  if (stored === undefined) return name;
  const path = fileURLToPath(fixtureUrl(stored.key));
  if (!existsSync(path))
    throw new UsageError(`no counterexample to ${stored.key} is stored: it is not expected to have one`);
  return path;
}

/** Reads a counterexample file. Throws UsageError or GameFileError, one line with the place, when it holds none. */
export function readCounterexample(fileName: string): ReadCounterexample {
  const json = readJson(fileName, counterexampleSpec);
  return { file: json.value, ...checkedCounterexample(json, json.value, []) };
}

/**
 * The search and the instance of the counterexample `file`, which stands at `place` of `json`. Everything that
 * the claim's check relies on is verified here: the policies and parameters that its family has, and their values.
 */
export function checkedCounterexample(
  json: JsonFile<unknown>,
  file: CounterexampleFile,
  place: readonly (string | number)[],
): { readonly search: Search; readonly instance: Instance } {
  let search: Search;
  try {
    search = searchByKey(file.search);
  } catch (error) {
    if (error instanceof RangeError) throw json.problem(error.message, [...place, 'search']);
    throw error;
  }
  const game = json.within([...place, 'game'], () => gameFromJson(file.game));
  const policies: Record<string, Policy> = {};
  for (const [name, policy] of Object.entries(file.policies)) {
    policies[name] = json.within([...place, 'policies', name], () => policyFromJson(game, policy));
  }
  for (const name of Object.keys(search.family.policies)) {
    if (!Object.hasOwn(policies, name)) throw json.problem(`the policy "${name}" is missing`, [...place, 'policies']);
  }
  checkParameters(json, file.parameters, search.family.parameters(game), [...place, 'parameters']);
  return { search, instance: { game, policies, parameters: file.parameters } };
}

function checkParameters(
  json: JsonFile<unknown>,
  given: Readonly<Record<string, string>>,
  allowed: Readonly<Record<string, readonly string[]>>,
  place: readonly (string | number)[],
): void {
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(allowed, name)) continue;
    throw json.problem(`unknown parameter "${name}"${didYouMean(name, Object.keys(allowed))}; remove or correct it`, [
      ...place,
      name,
    ]);
  }
  for (const [name, values] of Object.entries(allowed)) {
    if (!Object.hasOwn(given, name)) throw json.problem(`the parameter "${name}" is missing`, place);
    if (values.includes(given[name])) continue;
    throw json.problem(
      `"${name}" is "${given[name]}"${didYouMean(given[name], values)}; write one of ${values.join(' | ')}`,
      [...place, name],
    );
  }
}

/** Is `outcome` the violation that the file tells of? */
export function isAsStored({ violation }: CounterexampleFile, outcome: Outcome): boolean {
  return (
    outcome.status === 'violated' &&
    outcome.expected === violation.expected &&
    outcome.left.label === violation.left.label &&
    outcome.left.value === violation.left.value &&
    outcome.right.label === violation.right.label &&
    outcome.right.value === violation.right.value &&
    outcome.gap === violation.gap &&
    outcome.where === violation.where
  );
}
