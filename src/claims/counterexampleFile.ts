import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { gameFromJson } from '../game/buildGame.js';
import { gameSpec } from '../game/gameSpec.js';
import { gameToSpec } from '../game/printGame.js';
import { policyFromJson, policySpec, policyToJson } from '../policy/policyFile.js';
import type { Policy } from '../policy/policy.js';
import { type Confirmation, confirmationSpec } from '../certify/confirm.js';
import type { Instance } from './instance.js';
import type { Counterexample } from './search.js';

const side = z.strictObject({ label: z.string(), value: z.string() });

/** A stored counterexample: the instance by value, not by seed, and what is violated on it. */
export const counterexampleSpec = z
  .strictObject({
    version: z.literal(1),
    search: z
      .string()
      .meta({ description: 'The claim ("D6") or the variant of one ("D1/shared-parameters") that it refutes.' }),
    game: gameSpec,
    policies: z.record(z.string(), policySpec),
    parameters: z.record(z.string(), z.string()),
    violation: z.strictObject({
      expected: z.string().meta({ description: 'What should have held.' }),
      left: side,
      right: side,
      gap: z.string(),
      where: z.string().optional(),
    }),
    confirmation: confirmationSpec.optional(),
  })
  .meta({ title: 'A counterexample to a claim' });

/** The JSON form of a counterexample (schemas/counterexample.schema.json). */
export type CounterexampleFile = z.infer<typeof counterexampleSpec>;

/** The JSON form of `found`, a counterexample to the search named `search`, with what is said of it where that is known. */
export function counterexampleToJson(
  search: string,
  { instance, violation }: Counterexample,
  confirmation?: Confirmation,
): CounterexampleFile {
  const { expected, left, right, gap, where } = violation;
  return {
    version: 1,
    search,
    game: gameToSpec(instance.game),
    policies: Object.fromEntries(
      Object.entries(instance.policies).map(([name, policy]) => [name, policyToJson(policy)]),
    ),
    parameters: { ...instance.parameters },
    violation: { expected, left: { ...left }, right: { ...right }, gap, ...(where === undefined ? {} : { where }) },
    ...(confirmation === undefined ? {} : { confirmation }),
  };
}

/** The instance that a counterexample file holds. Throws GameError or PolicyError when it holds none. */
export function instanceFromJson(file: CounterexampleFile): Instance {
  const game = gameFromJson(file.game);
  const policies: Record<string, Policy> = {};
  for (const [name, policy] of Object.entries(file.policies)) policies[name] = policyFromJson(game, policy);
  return { game, policies, parameters: file.parameters };
}

/** The folder of stored counterexamples, which are replayed in every run. */
const FIXTURES = new URL('../../fixtures/', import.meta.url);

/** The file of the stored counterexample to `search`. */
export function fixtureUrl(search: string): URL {
  return new URL(`${search.replace('/', '.')}.json`, FIXTURES);
}

/** The stored counterexample to `search`, or undefined when none is stored. */
export function readFixture(search: string): CounterexampleFile | undefined {
  let text: string;
  try {
    text = readFileSync(fixtureUrl(search), 'utf8');
  } catch {
    return undefined;
  }
  return counterexampleSpec.parse(JSON.parse(text));
}
