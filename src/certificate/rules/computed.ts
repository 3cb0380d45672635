import { verifyStep } from '../exchange.js';
import type { Game } from '../game.js';
import { listOf, members, textOf } from '../json.js';
import { at, type Policy, readDistribution, readPolicy } from '../policy.js';
import { Rejected } from '../refusal.js';
import type { IterationRule, Stated, Update } from '../rule.js';
import { carryOf } from './carries.js';
import { estimateOf } from './estimators.js';
import { poolsOf, unreachedOf } from './order.js';
import { Progress } from './progress.js';
import { settled, verifyPolicy } from './settle.js';
import { stepOf } from './steps.js';

/** "computed": each update is what estimator, step, order and carry make, and the policy is what the updates leave. */
export const computed: IterationRule = (game, old, json, stated) => {
  const updates = updatesOf(game, old, json, stated);
  const update = members(json.get('update'), 'update');
  const policy = readPolicy(game, json.get('policy'), 'the new policy');
  verifyPolicy(
    policy,
    settled(game, old, updates, update),
    update.get('unreached') === 'anything' ? updates : undefined,
  );
  return { policy, updates };
};

/** The updates of one iteration, verified: turn after turn, or all at once, at every information set that is reached. */
export function updatesOf(game: Game, old: Policy, json: ReadonlyMap<string, unknown>, stated: Stated): Update[] {
  const names = ['kind', 'estimator', 'step', 'order', 'carry', 'unreached'];
  const update = members(json.get('update'), 'update', names, ['around', 'share', 'safeguard']);
  const text = (name: string): string => textOf(update.get(name), name);
  const progress = new Progress(game, old, {
    estimate: estimateOf(text('estimator'), game, old),
    carry: carryOf(text('carry')),
    centre: update.has('around') ? stated.policy(text('around')) : old,
    everywhere: unreachedOf(game, text('unreached')) === 'argmax',
  });
  const witness = [...listOf(json.get('witness'), 'witness')];
  const updates: Update[] = [];
  for (const pool of poolsOf(update.get('order'), game.turns)) {
    const problems = progress.problems(pool);
    for (const item of witness.splice(0, problems.size)) {
      const entry = members(item, 'witness', ['turns', 'set', 'distribution']);
      const set = textOf(entry.get('set'), 'set');
      const where = `turn ${pool.join(', ')} at ${set}`;
      const { nodes, problem } = at(problems, set);
      if (JSON.stringify(entry.get('turns')) !== JSON.stringify(pool)) throw new Rejected(`${where}: out of order`);
      const q = readDistribution(entry.get('distribution'), nodes[0].edges, where);
      verifyStep(stepOf(text('step')), problem, q, where);
      problems.delete(set);
      updates.push({ nodes, problem, q });
    }
    if (problems.size > 0) throw new Rejected(`the witness says nothing of ${[...problems.keys()].join(', ')}`);
    progress.enter(pool, updates);
  }
  if (witness.length > 0) throw new Rejected('the witness has more updates than there are');
  return updates;
}
