import { checkExtent, listOf, members, textOf } from './json.js';
import { isZero, type Num } from './number.js';
import { at, type Policy, readPolicy } from './policy.js';
import { readGame } from './readGame.js';
import { Rejected, Uncovered } from './refusal.js';
import type { Stated, Verified } from './rule.js';
import { holds, iterationRule, numberOf, statementRule } from './rules.js';

/** What the checker says: the statement fails as the sentence tells; or not shown; or no rule speaks of it. */
export type Verdict =
  | {
      readonly confirmed: true;
      readonly sentence: string;
      readonly values: { readonly left: string; readonly right: string };
    }
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
  if (json.get('format') !== 'seeupo-certificate' || json.get('version') !== 1)
    throw new Rejected('no certificate of version 1');
  const game = readGame(json.get('game'));
  const given = members(json.get('policies'), 'policies');
  const policies = new Map([...given].map(([name, policy]) => [name, readPolicy(game, policy, name)]));
  const statement = members(json.get('statement'), 'statement');
  const asked = new Set<string>();
  const stated: Stated = {
    part: (name) => statement.get((asked.add(name), name)),
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
  const rule = statementRule(stated.text('id'));
  const { left, right, sentence } = rule({ ...stated, game, old, iterations });
  for (const name of [...statement.keys(), ...[...policies.keys()].map((own) => `policy ${own}`)])
    if (!asked.has(name)) throw new Rejected(`the statement has nothing to do with its ${name}`);
  checkRegime(json.get('regime'), { information: game.information.kind, turns: game.turns, support: supportOf(old) });
  const values = members(json.get('values'), 'values', ['left', 'right']);
  for (const [name, own] of [
    ['left', left],
    ['right', right],
  ] as const)
    if (!holds(numberOf(values.get(name), name), own)) throw new Rejected(`values: ${name} is ${String(own)}`);
  return { confirmed: true, sentence, values: { left: String(left), right: String(right) } };
}

/** Does π_k take every action, or are there some that it never takes? */
function supportOf(policy: Policy): string {
  return [...policy.values()].some((masses: readonly Num[]) => masses.some(isZero)) ? 'partial' : 'full';
}

function checkRegime(value: unknown, own: Readonly<Record<string, unknown>>): void {
  const regime = members(value, 'regime', Object.keys(own));
  for (const [name, x] of regime) if (x !== own[name]) throw new Rejected(`regime: ${name} is ${String(own[name])}`);
}
