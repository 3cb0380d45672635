import { verifyBounds } from '../exchange.js';
import { listOf, members, textOf } from '../json.js';
import { at, readDistribution, readPolicy } from '../policy.js';
import { Rejected } from '../refusal.js';
import type { IterationRule } from '../rule.js';
import { stepOf } from './steps.js';
import { ZERO } from '../number.js';
import { settled, verifyPolicy } from './settle.js';

/** "as-returned": a step of somebody's own, or one altered on purpose. Nothing is said of how the policy was made. */
export const asReturned: IterationRule = (game, _, json) => {
  members(json.get('update'), 'update', ['kind']);
  if (listOf(json.get('witness'), 'witness').length > 0) throw new Rejected('witness: of an update as returned');
  return { policy: readPolicy(game, json.get('policy'), 'the new policy'), updates: [] };
};

/** "candidate": every new distribution lies in the step's neighbourhood of the old one, no more. */
export const candidate: IterationRule = (game, old, json) => {
  const update = members(json.get('update'), 'update', ['kind', 'step']);
  const step = stepOf(textOf(update.get('step'), 'step'));
  const seen = new Set<string>();
  const updates = listOf(json.get('witness'), 'witness').map((item) => {
    const entry = members(item, 'witness', ['set', 'distribution']);
    const set = textOf(entry.get('set'), 'set');
    const nodes = at(game.sets, set);
    if (seen.has(set)) throw new Rejected(`witness: ${set} twice`);
    seen.add(set);
    const q = readDistribution(entry.get('distribution'), nodes[0].edges, `the candidate at ${set}`);
    const problem = { p: at(old, set), reach: ZERO, samples: q.map(() => []) };
    verifyBounds(step, problem, q, set);
    step.mayMove?.(problem, q);
    return { nodes, problem, q };
  });
  const policy = readPolicy(game, json.get('policy'), 'the new policy');
  verifyPolicy(policy, settled(game, old, updates, update));
  return { policy, updates };
};
