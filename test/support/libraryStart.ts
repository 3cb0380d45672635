import { LIBRARY } from '../../src/game/library/index.js';
import type { Policy } from '../../src/policy/policy.js';
import { policyFromJson } from '../../src/policy/policyFile.js';

/** The start policy of a library game that has one, on a fresh copy of the game. */
export function startOf(id: string): Policy {
  const entry = LIBRARY.find((candidate) => candidate.id === id);
  if (entry?.start === undefined) throw new Error(`no library game "${id}" with a start policy`);
  return policyFromJson(entry.build(), entry.start);
}
