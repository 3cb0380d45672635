import { verifyStep } from '../../exchange.js';
import type { Game } from '../../game.js';
import { members } from '../../json.js';
import type { Num } from '../../number.js';
import { at, type Policy } from '../../policy.js';
import { Rejected } from '../../refusal.js';
import type { Evidence, Finding, Iteration } from '../../rule.js';
import { iterationRule } from '../../rules.js';
import { stepOf } from '../steps.js';
import { unequal } from './finding.js';
import { actionOf, historyOf, iterationsOf } from './places.js';

/** Both iterations are verified, each in its game. An argmax must differ by more than how it breaks ties. */
export function otherwise(
  evidence: Evidence,
  twin: Game,
  old: Policy,
  back: (masses: readonly Num[]) => readonly Num[],
  how: string,
): Finding {
  const { game, text } = evidence;
  if (game.information.kind !== 'full') throw new Rejected('the statement is about full information');
  const [{ policy, updates, update }] = iterationsOf(evidence, 1);
  const node = historyOf(game, text('history'));
  const a = actionOf(node, text('action'));
  const there = twinOf(evidence, twin, old);
  const other = back(at(there.policy, node.set));
  const own = updates.find(({ nodes }) => nodes.includes(node));
  if (own !== undefined && isStep(() => verifyStep(stepOf(String(update.get('step'))), own.problem, other, 'twin')))
    throw new Rejected('the two differ only by how ties are broken');
  const label = `π_{k+1}(${text('action')}|${node.name})`;
  return unequal([label, at(policy, node.set)[a]], [`${label} ${how}`, other[a]]);
}

/** The iteration "twin", verified: the same update as the first one, from another policy. */
export function twinOf(evidence: Evidence, game: Game, old: Policy): Iteration {
  const [{ update }] = iterationsOf(evidence, 1);
  const json = members(evidence.part('twin'), 'twin', ['update', 'witness', 'policy']);
  const words = members(json.get('update'), 'twin');
  const same = [...words].every(([key, x]) => JSON.stringify(x) === JSON.stringify(update.get(key)));
  if (!same || words.size !== update.size) throw new Rejected('twin: another update');
  return iterationRule(update.get('kind'))(game, old, json, evidence);
}

function isStep(verify: () => void): boolean {
  try {
    verify();
    return true;
  } catch (error) {
    if (error instanceof Rejected) return false;
    throw error;
  }
}
