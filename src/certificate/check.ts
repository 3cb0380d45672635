import { checkExtent, listOf, members, textOf } from './json.js';
import { isZero, sub } from './number.js';
import { at, readPolicy } from './policy.js';
import { readGame } from './readGame.js';
import { Rejected, Uncovered } from './refusal.js';
import type { Stated, Verified } from './rule.js';
import { describe, holds, iterationRule, numberOf, statementRule } from './rules.js';

/** The statement fails, as the sentence tells (both sides as text); or that is not shown; or no rule speaks of it. */
export type Verdict =
  | { readonly confirmed: true; readonly sentence: string; readonly values: Record<'left' | 'right', string> }
  | { readonly confirmed: false; readonly reason: string }
  | { readonly uncovered: string };

/** Checks a certificate, given as plain JSON. Never throws. */
export function checkCertificate(value: unknown): Verdict {
  try {
    return verify(value);
  } catch (error) {
    if (error instanceof Uncovered) return { uncovered: error.message };
    return { confirmed: false, reason: error instanceof Rejected ? error.message : `cannot be read: ${String(error)}` };
  }
}

function verify(value: unknown): Verdict {
  checkExtent(value);
  const needed = ['format', 'version', 'statement', 'regime', 'values', 'game', 'policies', 'iterations'];
  const json = members(value, 'certificate', needed, ['$schema', 'provenance']);
  if (json.get('format') !== 'seeupo-certificate' || json.get('version') !== 1) throw new Rejected('another format');
  const game = readGame(json.get('game'));
  const given = members(json.get('policies'), 'policies');
  const policies = new Map([...given].map(([name, policy]) => [name, readPolicy(game, policy, name)]));
  const statement = members(json.get('statement'), 'statement');
  const asked = new Set<string>();
  const stated: Stated = {
    part: (name) => statement.get((asked.add(`parameter ${name}`), name)),
    text: (name) => textOf(stated.part(name), `statement: ${name}`),
    policy: (name) => at(policies, (asked.add(`policy ${name}`), name)),
  };
  const old = stated.policy('old');
  const iterations: Verified[] = [];
  for (const item of listOf(json.get('iterations'), 'iterations')) {
    const iteration = members(item, 'iteration', ['update', 'witness', 'policy']);
    const update = members(iteration.get('update'), 'update');
    const verified = iterationRule(update.get('kind'))(game, iterations.at(-1)?.policy ?? old, iteration, stated);
    iterations.push({ ...verified, update });
  }
  const { left, right, sentence } = statementRule(stated.text('id'))({ ...stated, game, old, iterations });
  for (const own of statement.keys())
    if (!asked.has(`parameter ${own}`)) throw new Rejected(`statement: ${own} is idle`);
  for (const own of policies.keys()) if (!asked.has(`policy ${own}`)) throw new Rejected(`policies: ${own} is idle`);
  const support = [...old.values()].flat().some(isZero) ? 'partial' : 'full';
  const regime = Object.entries({ information: game.information.kind, turns: game.turns, support });
  const said = members(json.get('regime'), 'regime', ['information', 'turns', 'support']);
  for (const [name, own] of regime) if (said.get(name) !== own) throw new Rejected(`regime: ${name} is ${own}`);
  const values = members(json.get('values'), 'values', ['left', 'right']);
  const [x, y] = [numberOf(values.get('left'), 'left'), numberOf(values.get('right'), 'right')];
  if (!holds(x, left) || !holds(y, right) || !sub(x, y).sign())
    throw new Rejected(`values: they are ${String(left)} and ${String(right)}`);
  const texts = { left: String(left), right: String(right) };
  return { confirmed: true, sentence: sentence + describe(iterations), values: texts };
}
