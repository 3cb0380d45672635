import { baselines } from '../evaluate/context.js';
import { edgeValue, expectInto, returnInto } from '../evaluate/backward.js';
import { pathReturn } from '../evaluate/pathReturn.js';
import { value } from '../evaluate/value.js';
import { Rational } from '../exact/rational.js';
import { type Game, NodeKind } from '../game/game.js';
import type { MirrorProblem } from '../mirror/mirrorStep.js';
import type { Policy } from '../policy/policy.js';
import type { TieAt } from './tie.js';

type Ties = (advantage: readonly Rational[]) => TieAt;

/**
 * What an infinitely large batch of π_k's paths says about each action, given the policy in force
 * (updated turns new, the others old). Per-node means are computed lazily from the last node upwards:
 * `refresh` before turn t, `invalidate` after its update.
 */
export interface Batch {
  /** Brings the means of all nodes ≥ `from` up to date with the policy in force. */
  refresh(from: number, inForce: readonly Rational[]): void;
  /** The policy changed at nodes < `end`: their means are stale. */
  invalidate(end: number): void;
  /** The mirror problem of one information set, its turn's `nodes` weighted by `weights` (not all 0). */
  problem(old: readonly Rational[], nodes: readonly number[], weights: readonly Rational[], ties: Ties): MirrorProblem;
}

/** The means E[M|h,a] alone, up to a constant per history: γ^(t−1)·Q(h,a). Works on every game. */
export class Returns implements Batch {
  private readonly values: Rational[];
  private freshFrom: number;

  constructor(private readonly game: Game) {
    this.values = game.reward.slice();
    this.freshFrom = game.nodeCount;
  }

  refresh(from: number, inForce: readonly Rational[]): void {
    if (from < this.freshFrom) returnInto(this.values, this.game, inForce, from, this.freshFrom);
    this.freshFrom = Math.min(this.freshFrom, from);
  }

  invalidate(end: number): void {
    this.freshFrom = Math.max(this.freshFrom, end);
  }

  problem(old: readonly Rational[], nodes: readonly number[], weights: readonly Rational[], ties: Ties): MirrorProblem {
    const { game, values } = this;
    const advantage = weightedMean(game, nodes, weights, (i, e) =>
      game.discount.pow(game.turn[i] - 1).mul(edgeValue(game, values, i, e)),
    );
    return { old, advantage, ...ties(advantage) };
  }
}

/**
 * The means of M⁺ and M⁻ as well, for the clipped surrogate. As ratios are not negative, M⁺ = Â⁺·Π ρ, so
 * both are backward passes over the terminal values max(±Â, 0), Â = R(τ) − V_{π_k}(s0).
 * The terminal node must fix the return, else the constructor throws GameError.
 */
export class SignedReturns implements Batch {
  private readonly game: Game;
  private readonly gain: Rational[];
  private readonly loss: Rational[];
  private freshFrom: number;

  constructor(old: Policy) {
    const { game } = old;
    this.game = game;
    const returns = pathReturn(game);
    const baseline = baselines(game, value(old));
    this.gain = new Array<Rational>(game.nodeCount).fill(Rational.ZERO);
    this.loss = this.gain.slice();
    for (let i = 0; i < game.nodeCount; i++) {
      if (game.kind[i] !== NodeKind.terminal) continue;
      const jointAdvantage = returns[i].sub(baseline[i]);
      if (jointAdvantage.sign() >= 0) this.gain[i] = jointAdvantage;
      else this.loss[i] = jointAdvantage.neg();
    }
    this.freshFrom = game.nodeCount;
  }

  refresh(from: number, inForce: readonly Rational[]): void {
    if (from >= this.freshFrom) return;
    expectInto(this.gain, this.game, inForce, from, this.freshFrom);
    expectInto(this.loss, this.game, inForce, from, this.freshFrom);
    this.freshFrom = from;
  }

  invalidate(end: number): void {
    this.freshFrom = Math.max(this.freshFrom, end);
  }

  problem(old: readonly Rational[], nodes: readonly number[], weights: readonly Rational[], ties: Ties): MirrorProblem {
    const { game } = this;
    const gain = weightedMean(game, nodes, weights, (_, e) => this.gain[game.child[e]]);
    const loss = weightedMean(game, nodes, weights, (_, e) => this.loss[game.child[e]]);
    const advantage = gain.map((g, a) => g.sub(loss[a]));
    return { old, advantage, parts: { gain, loss }, ...ties(advantage) };
  }
}

/** Per action: Σ_i w_i·of(i, edge of the action at node i) / Σ_i w_i. */
function weightedMean(
  game: Game,
  nodes: readonly number[],
  weights: readonly Rational[],
  of: (i: number, e: number) => Rational,
): Rational[] {
  const first = game.firstEdge[nodes[0]];
  const actions = game.firstEdge[nodes[0] + 1] - first;
  const single = nodes.length === 1;
  const total = Rational.sum(weights);
  const means: Rational[] = [];
  for (let a = 0; a < actions; a++) {
    if (single) means.push(of(nodes[0], first + a));
    else means.push(Rational.sum(nodes.map((i, n) => weights[n].mul(of(i, game.firstEdge[i] + a)))).div(total));
  }
  return means;
}
