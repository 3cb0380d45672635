import { BLOCK } from '../search.js';
import { type Search, searchesOf } from '../searches.js';
import type { Claim } from '../claim.js';

/**
 * A unit of work, run by one worker:
 * - `tiny`: all tiny (or all listed) instances of a search that should find nothing;
 * - `block`: one block of its random instances;
 * - `hunt`: a search that should find a counterexample: tiny instances, then blocks, until it does;
 * - `fixture`: the stored counterexample of such a search, replayed;
 * - `game`: random policies and parameters on the user's game.
 */
export interface Task {
  /** "D1:tiny", "D1:block:3", "D6:hunt": unique in a run, the same in every run. */
  readonly id: string;
  readonly kind: 'tiny' | 'block' | 'hunt' | 'fixture' | 'game';
  readonly search: string;
  /** Number of the block, for `block` and `game`. */
  readonly block: number;
  /** Random instances: of this block; for a hunt, at most in all. */
  readonly count: number;
}

/** All tasks of a run over `claims` with `runs` random instances a claim (times the claim's `effort`). */
export function plan(claims: readonly Claim[], runs: number): Task[] {
  return claims.flatMap((claim) => {
    const count = budget(claim, runs);
    return searchesOf(claim).flatMap((search) => (search.refutable ? hunting(search, count) : covering(search, count)));
  });
}

/** All tasks of a run on one game of the user's: only the claims themselves, on random policies of that game. */
export function planOnGame(claims: readonly Claim[], runs: number): Task[] {
  return claims.flatMap((claim) => blocks(claim.id, 'game', budget(claim, runs)));
}

function budget(claim: Claim, runs: number): number {
  return Math.max(1, Math.ceil(runs * (claim.effort ?? 1)));
}

function hunting({ key, family }: Search, count: number): Task[] {
  return [
    { id: `${key}:fixture`, kind: 'fixture', search: key, block: 0, count: 1 },
    { id: `${key}:hunt`, kind: 'hunt', search: key, block: 0, count: family.listed === undefined ? count : 0 },
  ];
}

function covering({ key, family }: Search, count: number): Task[] {
  const all: Task = { id: `${key}:tiny`, kind: 'tiny', search: key, block: 0, count: 0 };
  return family.listed === undefined ? [all, ...blocks(key, 'block', count)] : [all];
}

function blocks(key: string, kind: 'block' | 'game', count: number): Task[] {
  return Array.from({ length: Math.ceil(count / BLOCK) }, (_, block) => ({
    id: `${key}:${kind}:${block}`,
    kind,
    search: key,
    block,
    count: Math.min(BLOCK, count - block * BLOCK),
  }));
}
