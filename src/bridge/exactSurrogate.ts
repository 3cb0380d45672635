import type { TrajectoryTurn } from '../environments/trajectory.js';
import { Rational } from '../exact/rational.js';
import type { Network } from '../neural/network/network.js';
import { historyKey } from '../neural/network/tabular.js';
import { BridgeError } from './bridgeError.js';
import type { NetworkPolicy } from './networkPolicy.js';

/** One response in a surrogate. */
export interface ExactTerm {
  readonly name: string;
  readonly taken: TrajectoryTurn;
  /** ρ_t. */
  readonly ratio: Rational;
  /** M_{t+1}. */
  readonly carried: Rational;
}

/** A surrogate and its gradient, exact. */
export interface ExactSurrogate {
  /** The sum over responses of min(ρM, clip(ρ)M), over the number of trajectories (Eq. 6). */
  readonly value: Rational;
  /** The same with |·| around each term: what rounding errors of the value are measured by. */
  readonly size: Rational;
  /** By θ, flat, for a table of logits; undefined for other networks. */
  readonly gradient: readonly Rational[] | undefined;
  /** Responses so close to an edge of the clip range that float32 may fall on its other side, where the slope differs. */
  readonly nearKinks: readonly string[];
}

/** How close, relative to the edge. */
const CLOSE = Rational.of(1, 50_000);

/**
 * The clipped surrogate of `terms` and its gradient by the logits of a table, where Σ_b counts the mask's tokens:
 * ∂ log π(a|h)/∂z_b = 1{a = b} − π(b|h), and the term's slope by log ρ is ρM where the unclipped branch is in force, else 0.
 */
export function exactSurrogate(
  terms: readonly ExactTerm[],
  now: NetworkPolicy,
  network: Network,
  clip: { readonly low: number; readonly high: number },
  trajectories: number,
): ExactSurrogate {
  const low = Rational.ONE.sub(Rational.fromDouble(clip.low));
  const high = Rational.ONE.add(Rational.fromDouble(clip.high));
  const share = Rational.of(1, trajectories);
  const gradient = emptyGradient(network);
  const nearKinks: string[] = [];
  let value = Rational.ZERO;
  let size = Rational.ZERO;
  for (const { name, taken, ratio, carried } of terms) {
    const plain = ratio.mul(carried);
    const clipped = Rational.max(low, Rational.min(high, ratio)).mul(carried);
    const term = Rational.min(plain, clipped).mul(share);
    value = value.add(term);
    size = size.add(term.abs());
    const edge = carried.sign() > 0 ? high : low;
    if (!carried.isZero() && ratio.sub(edge).abs().le(edge.mul(CLOSE))) nearKinks.push(name);
    if (gradient !== undefined && plain.le(clipped)) addScore(gradient, taken, now, network, plain.mul(share));
  }
  return { value, size, gradient, nearKinks };
}

function emptyGradient({ spec, layout }: Network): Rational[] | undefined {
  return spec.kind === 'tabular' ? new Array<Rational>(layout.size).fill(Rational.ZERO) : undefined;
}

/** Adds slope·∇ log π(response|h). */
function addScore(
  gradient: Rational[],
  { history, response }: TrajectoryTurn,
  now: NetworkPolicy,
  { spec, outputs }: Network,
  slope: Rational,
): void {
  if (spec.kind !== 'tabular') return;
  const read = [...history];
  for (const token of response) {
    const distribution = now.tokens.get(read.join());
    const row = spec.keys.indexOf(historyKey(read, spec.window));
    if (distribution === undefined || row < 0) throw new BridgeError(`nothing is known of the tokens [${read.join()}]`);
    distribution.legal.forEach((other, n) => {
      const p = distribution.probability[n];
      const at = row * outputs + other;
      gradient[at] = gradient[at].add(slope.mul(other === token ? Rational.ONE.sub(p) : p.neg()));
    });
    read.push(token);
  }
}
