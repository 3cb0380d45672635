import { z } from 'zod';
import { Rational } from '../exact/rational.js';
import { exactSpec, exactValue } from '../game/exactSpec.js';
import { type Game, labelsOf } from '../game/game.js';
import { JsonText } from '../game/jsonText.js';
import { didYouMean } from '../game/nearest.js';
import { printJson } from '../game/printJson.js';
import { shapeProblem } from '../game/shapeProblem.js';
import { distributionAt, type Policy, policyFromSets } from './policy.js';
import { PolicyError } from './policyError.js';

/** The JSON format of a policy: information set → action label → probability. */
export const policySpec = z
  .record(z.string().min(1), z.record(z.string().min(1), exactSpec))
  .meta({ title: 'seeupo policy', description: 'Information set → action label → exact probability.' });

/** A policy as written in JSON. */
export type PolicySpec = z.input<typeof policySpec>;

/** `policy` as JSON, the inverse of `policyFromJson`; under full information the sets have the names of their nodes. */
export function policyToJson(policy: Policy): Record<string, Record<string, string>> {
  const { game } = policy;
  return Object.fromEntries(
    game.infoSets.map(([i], set) => {
      const labels = labelsOf(game, i);
      const distribution = distributionAt(policy, set).map((p, a) => [labels[a], p.toString()] as const);
      return [game.infoSetName[set], Object.fromEntries(distribution)];
    }),
  );
}

/** `policyToJson` as the text of a file; `parsePolicy` reads it back. */
export function printPolicy(policy: Policy): string {
  return printJson(policyToJson(policy));
}

/**
 * The policy of `game` that `json` describes; every information set and every action must be there.
 * Throws PolicyError, with the place in `json` as its `path`, for a wrong shape, an unknown or missing set or
 * action, a negative probability, and a sum other than 1.
 */
export function policyFromJson(game: Game, json: unknown): Policy {
  const parsed = policySpec.safeParse(json);
  if (!parsed.success) {
    const { message, path } = shapeProblem(parsed.error, json);
    throw new PolicyError(message, path);
  }
  const sets = new Map(Object.entries(parsed.data));
  const known = new Set(game.infoSetName);
  for (const name of sets.keys()) {
    if (!known.has(name)) {
      throw new PolicyError(`unknown information set "${name}"${didYouMean(name, known)} in "${game.name}"`, [name]);
    }
  }
  return policyFromSets(
    game,
    game.infoSets.map(([i], set) => distribution(labelsOf(game, i), game.infoSetName[set], sets)),
  );
}

/** Reads a policy of `game` from the text of a JSON file. Throws GameFileError with one line that names file, line and column. */
export function parsePolicy(text: string, fileName: string, game: Game): Policy {
  const json = JsonText.parse(text, fileName);
  try {
    return policyFromJson(game, json.value);
  } catch (error) {
    if (error instanceof PolicyError) throw json.problem(error.message, error.path);
    throw error;
  }
}

function distribution(
  labels: readonly string[],
  name: string,
  sets: ReadonlyMap<string, PolicySpec[string]>,
): Rational[] {
  const written = sets.get(name);
  if (written === undefined) {
    throw new PolicyError(
      `the policy says nothing about information set "${name}"; add it with its actions ${labels.join(', ')}`,
    );
  }
  const probabilities = new Map(Object.entries(written));
  for (const label of probabilities.keys()) {
    if (!labels.includes(label)) {
      const hint = didYouMean(label, labels);
      throw new PolicyError(`"${name}" has no action "${label}"${hint}; its actions are ${labels.join(', ')}`, [
        name,
        label,
      ]);
    }
  }
  const result = labels.map((label) => {
    const probability = probabilities.get(label);
    if (probability === undefined) {
      throw new PolicyError(`the policy at "${name}" leaves out action "${label}"; write 0 if it is never taken`, [
        name,
      ]);
    }
    const p = exactValue(probability);
    if (p.sign() < 0)
      throw new PolicyError(`the policy at "${name}" gives "${label}" the negative probability ${p}`, [name, label]);
    return p;
  });
  const total = Rational.sum(result);
  if (!total.equals(Rational.ONE)) {
    throw new PolicyError(`the policy at "${name}" sums to ${total}, not to 1; make it sum to exactly 1`, [name]);
  }
  return result;
}
