import type { Game } from '../game.js';
import { members, textOf } from '../json.js';
import { add, fractionOf, isLess, mul, type Num, ONE, sub, ZERO } from '../number.js';
import { at, type Policy } from '../policy.js';
import { Rejected } from '../refusal.js';
import type { Update } from '../rule.js';
import { countOf } from './count.js';
import { surrogateOf } from './surrogates.js';

/** The policy that updates leave: of several for one set the last; then only a share of the way, where one is stated. */
export function settled(
  game: Game,
  old: Policy,
  updates: readonly Update[],
  update: ReadonlyMap<string, unknown>,
): Policy {
  const proposal = new Map(old);
  for (const { nodes, q } of updates) proposal.set(nodes[0].set, q);
  const share = update.has('share') ? fractionOf(update.get('share'), 'share') : ONE;
  if (isLess(share, ZERO) || isLess(ONE, share)) throw new Rejected('share: not in [0, 1]');
  if (update.has('safeguard')) verifySafeguard(game, old, proposal, share, update.get('safeguard'));
  return mixture(old, proposal, share);
}

/** (1 − s)·π_k + s·proposal. */
function mixture(old: Policy, proposal: Policy, share: Num): Policy {
  const mixed = (p: Num, q: Num): Num => add(mul(sub(ONE, share), p), mul(share, q));
  return new Map([...old].map(([set, masses]) => [set, masses.map((p, a) => mixed(p, at(proposal, set)[a]))]));
}

/** The share is the first of 1, 1/2, …, 2^−halvings at which the joint surrogate is not negative; 0 if there is none. */
function verifySafeguard(game: Game, old: Policy, proposal: Policy, share: Num, value: unknown): void {
  const json = members(value, 'safeguard', ['epsilon', 'halvings']);
  const halvings = countOf(textOf(json.get('halvings'), 'halvings'), 'halvings');
  const surrogate = surrogateOf('joint', game, old, fractionOf(json.get('epsilon'), 'epsilon'));
  let first: Num = ONE;
  for (let n = 0; n <= halvings && isLess(surrogate(mixture(old, proposal, first)), ZERO); n++)
    first = n === halvings ? ZERO : mul(first, fractionOf('1/2', 'a half'));
  if (isLess(first, share) || isLess(share, first))
    throw new Rejected(`safeguard: it takes the share ${String(first)}`);
}

/** Rejects a policy that is not what was made, except at sets without an update where `anything` may happen. */
export function verifyPolicy(policy: Policy, made: Policy, anything?: readonly Update[]): void {
  for (const [set, masses] of policy) {
    const free = anything !== undefined && !anything.some(({ nodes }) => nodes[0].set === set);
    if (!free && masses.some((x, a) => String(x) !== String(at(made, set)[a])))
      throw new Rejected(`the new policy at ${set}: not what the updates made`);
  }
}
