import { jointAdvantage } from '../evaluate/carriedAdvantage.js';
import { type Path, paths } from '../evaluate/paths.js';
import { value } from '../evaluate/value.js';
import { Rational } from '../exact/rational.js';
import { type Game, NodeKind } from '../game/game.js';
import type { MirrorProblem, MirrorStep } from '../mirror/mirrorStep.js';
import { distributionAt, type Policy } from '../policy/policy.js';
import { type Tie, tieAt } from './tie.js';

const { ONE, ZERO } = Rational;

/** c_t from c_{t+1} and ρ_t, where M_t = c_t·Â on a path. */
export type CarryRule = (factor: Rational, ratio: Rational) => Rational;

/** Eq. 8: c_t = ρ_t·c_{t+1}. */
export const exactCarry: CarryRule = (factor, ratio) => ratio.mul(factor);

/** The released training code: c_t = clip(clip(ρ_t)·c_{t+1}), both clips to [1 − ε, 1 + ε]. */
export function clippedCarry(epsilon: Rational): CarryRule {
  const low = ONE.sub(epsilon);
  const high = ONE.add(epsilon);
  const clip = (x: Rational): Rational => Rational.max(low, Rational.min(high, x));
  return (factor, ratio) => clip(clip(ratio).mul(factor));
}

/** A path with its joint advantage and the factor that it has gathered from the turns updated so far. */
interface Carrier {
  readonly path: Path;
  readonly joint: Rational;
  factor: Rational;
}

/**
 * One reverse sweep of `step` at every history in which M_t = c_t·Â is carried path by path with the given rule, so
 * that c need be no change of measure (with `exactCarry` it is `sweep`). One batch from π_k; full information, γ = 1,
 * trees only, as what follows an action must not depend on the way there. Throws GameError beyond a million paths.
 */
export function carrySweep(old: Policy, step: MirrorStep, carry: CarryRule, tie: Tie = 'stay'): Policy {
  const { game } = old;
  const values = value(old);
  const carriers = paths(game).map((path): Carrier => ({
    path,
    joint: jointAdvantage(path, values),
    factor: ONE,
  }));
  const probability = old.probability.slice();
  for (let t = game.turns; t >= 1; t--) {
    for (const [node, passing] of carriersByNode(game, carriers, t)) {
      const candidate = step.solve(problemAt(old, node, passing, tie));
      candidate.forEach((mass, a) => (probability[game.firstEdge[node] + a] = mass));
      for (const carrier of passing) {
        const e = carrier.path.edges[carrier.path.nodes.indexOf(node)];
        carrier.factor = carry(carrier.factor, probability[e].div(old.probability[e]));
      }
    }
  }
  return { game, probability };
}

/** The paths through each decision node of turn t. */
function carriersByNode(game: Game, carriers: readonly Carrier[], t: number): Map<number, Carrier[]> {
  const result = new Map<number, Carrier[]>();
  for (const carrier of carriers) {
    const node = carrier.path.nodes.find((i) => game.kind[i] === NodeKind.decision && game.turn[i] === t);
    if (node === undefined) continue;
    const list = result.get(node);
    if (list === undefined) result.set(node, [carrier]);
    else list.push(carrier);
  }
  return result;
}

/** E_{π_k}[M^± | h, a] per action: each path counts with its probability after the action. */
function problemAt(old: Policy, node: number, passing: readonly Carrier[], tie: Tie): MirrorProblem {
  const { game } = old;
  const set = game.infoSet[node];
  const p = distributionAt(old, set);
  const gain = p.map(() => ZERO);
  const loss = p.map(() => ZERO);
  for (const { path, joint, factor } of passing) {
    const position = path.nodes.indexOf(node);
    const a = path.edges[position] - game.firstEdge[node];
    const after = path.edges.slice(position + 1).reduce((product, e) => product.mul(old.probability[e]), ONE);
    const M = after.mul(factor).mul(joint);
    if (M.sign() >= 0) gain[a] = gain[a].add(M);
    else loss[a] = loss[a].sub(M);
  }
  const advantage = gain.map((g, a) => g.sub(loss[a]));
  const ties = tieAt(tie, advantage, game.turn[node], set, (x, y) => x.compare(y));
  return { old: p, advantage, parts: { gain, loss }, ...ties };
}
