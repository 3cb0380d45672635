import { type Path, paths } from '../../evaluate/paths.js';
import { Rational } from '../../exact/rational.js';
import type { Game } from '../../game/game.js';
import { GameError } from '../../game/gameError.js';
import type { MirrorProblem } from '../../mirror/mirrorStep.js';
import { distributionAt, type Policy } from '../../policy/policy.js';

/** One value of M that can follow action a at the history in question, and its probability given that action. */
export interface Draw {
  readonly action: number;
  readonly probability: Rational;
  readonly M: Rational;
}

/**
 * Per decision node: all values of M = R(τ) that π_k's paths through it can bring, listed path by path. R is
 * taken as it is, without a baseline, so that M is any random variable, biased or not.
 * Throws GameError when the game is no tree: what follows an action must not depend on how one came there.
 */
export function drawsByNode({ game, probability }: Policy): Map<number, Draw[]> {
  if (!game.isTree) throw new GameError(`"${game.name}" has shared nodes; unroll it into a tree first`);
  const result = new Map<number, Draw[]>();
  for (const path of paths(game)) {
    let after = Rational.ONE;
    for (let step = path.edges.length - 1; step >= 0; step--) {
      const i = path.nodes[step];
      if (game.turn[i] > 0 && !after.isZero()) append(result, i, drawAt(game, path, step, after));
      after = after.mul(probability[path.edges[step]]);
    }
  }
  return result;
}

function drawAt(game: Game, path: Path, step: number, probability: Rational): Draw {
  return { action: path.edges[step] - game.firstEdge[path.nodes[step]], probability, M: path.pathReturn };
}

function append(result: Map<number, Draw[]>, i: number, draw: Draw): void {
  const list = result.get(i);
  if (list === undefined) result.set(i, [draw]);
  else list.push(draw);
}

/** E[x(ρ_a, M)] over a ∼ p, ρ_a = q_a/p_a: an expectation over samples, which actions with p_a = 0 never enter. */
export function sampleMean(
  draws: readonly Draw[],
  p: readonly Rational[],
  q: readonly Rational[],
  x: (ratio: Rational, M: Rational) => Rational,
): Rational {
  let sum = Rational.ZERO;
  for (const { action, probability, M } of draws) {
    if (p[action].isZero()) continue;
    sum = sum.add(p[action].mul(probability).mul(x(q[action].div(p[action]), M)));
  }
  return sum;
}

/** The mirror problem that these draws pose: E[M|a], E[M⁺|a] and E[M⁻|a]. */
export function problemOf(
  old: Policy,
  i: number,
  draws: readonly Draw[],
): MirrorProblem & Required<Pick<MirrorProblem, 'parts'>> {
  const p = distributionAt(old, old.game.infoSet[i]);
  const mean = (x: (M: Rational) => Rational): Rational[] =>
    p.map((_, a) =>
      Rational.sum(draws.filter(({ action }) => action === a).map(({ probability, M }) => probability.mul(x(M)))),
    );
  return {
    old: p,
    advantage: mean((M) => M),
    parts: {
      gain: mean((M) => Rational.max(M, Rational.ZERO)),
      loss: mean((M) => Rational.max(M.neg(), Rational.ZERO)),
    },
    preference: p.map((_, a) => a),
  };
}
