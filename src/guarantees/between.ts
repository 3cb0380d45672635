import type { Instance } from '../claims/instance.js';
import type { Outcome } from '../claims/outcome.js';
import { value } from '../evaluate/value.js';
import { decide } from '../exact/certain.js';
import { Rational } from '../exact/rational.js';
import { type Real, RealArithmetic } from '../exact/real.js';
import { type Game, NodeKind } from '../game/game.js';
import type { Policy } from '../policy/policy.js';
import { Trial } from './trial.js';

/** The policy at the other end, by name, of an instance that stands for all policies between two. */
export const OTHER = 'other';
/** The parameter of an instance that stands for all games between two that names the chance node in which they differ. */
export const CHANCE_NODE = 'chance-node';
/** Its parameter with that node's chances at the other end. */
export const CHANCES = 'chances';

/** Does the instance stand for all policies between two, or for all games between two? */
export function isBetween({ policies, parameters }: Instance): boolean {
  return policies[OTHER] !== undefined || parameters[CHANCE_NODE] !== undefined;
}

/** The instance at the other end; undefined where the two do not differ at one node or set only. */
function otherEnd({ game, policies, parameters }: Instance): Instance | undefined {
  const { old, [OTHER]: other } = policies;
  const name = parameters[CHANCE_NODE];
  if (name === undefined)
    return differAtOneSet(old, other) ? { game, policies: { old: other }, parameters } : undefined;
  const node = game.nodeName.indexOf(name);
  const chances = (parameters[CHANCES] ?? '').split(' ').map((text) => Rational.parse(text));
  if (node < 0 || chances.length !== game.firstEdge[node + 1] - game.firstEdge[node]) return undefined;
  const isLaw = chances.every((p) => p.sign() > 0) && Rational.sum(chances).equals(Rational.ONE);
  if (game.kind[node] !== NodeKind.chance || !isLaw) return undefined;
  const first = game.firstEdge[node];
  const replaced = (list: readonly Rational[]): Rational[] => list.map((p, e) => chances[e - first] ?? p);
  const changed: Game = { ...game, chance: replaced(game.chance) };
  return { game: changed, policies: { old: { game: changed, probability: replaced(old.probability) } }, parameters };
}

/** Do two policies differ at one information set only, which no path meets twice? */
function differAtOneSet({ game, probability }: Policy, other: Policy): boolean {
  const differing = game.infoSets.filter(([i]) => {
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      if (!probability[e].equals(other.probability[e])) return true;
    }
    return false;
  });
  return differing.length === 1 && differing[0].every((i) => game.turn[i] === game.turn[differing[0][0]]);
}

/**
 * Is there a standstill below the best J somewhere between two policies that differ at one set, or two games that differ
 * at one chance node? J, of any policy, is affine on the line between them, so that a policy better at both ends is better
 * on all of it. Where J(π_{k+1}) − J(π_k) is continuous it is enough that it has opposite signs at the ends; at a decision
 * between two actions, the only one of its game, that the step moves the first action up at one end and down at the
 * other. The violation names both.
 */
export function standsStillBetween(trial: Trial, statement: 'fixed-point' | 'rests'): Outcome {
  const { instance, examined } = trial;
  const vacuous: Outcome = { status: 'vacuous' };
  const other = otherEnd(instance);
  const best = trial.best?.policy;
  if (examined.depends === undefined || best === undefined || other === undefined) return vacuous;
  const here = { ...instance, policies: { old: instance.policies['old'] } };
  const ends = [new Trial(examined, here), new Trial(examined, other)];
  const isBetter = ({ game, oldValues }: Trial): boolean =>
    value({ game, probability: best.probability.map((p, e) => (game.chance[e].isZero() ? p : game.chance[e])) })[0].gt(
      oldValues[0],
    );
  const isContinuous = examined.depends === 'continuously' && statement === 'fixed-point';
  if (!ends.every(isBetter) || !(isContinuous || isOneChoice(here.game))) return vacuous;
  const label = isContinuous ? 'J(π_{k+1}) − J(π_k)' : 'π_{k+1}(a) − π_k(a)';
  const changes = ends.map(
    (end) => (precision: number) => (isContinuous ? rise(end, precision) : shift(end, precision)),
  );
  const signs = changes.map((change) =>
    decide((precision) => new RealArithmetic(precision).compare(change(precision), Rational.ZERO)),
  );
  if (signs.includes('undecided')) return { status: 'undecided', reason: `the sign of ${label} is not certain` };
  if (!(signs.includes('less') && signs.includes('greater'))) return { status: 'holds', strict: true };
  const [left, right] = changes.map((change) => change(30));
  const ofWhat = instance.parameters[CHANCE_NODE] === undefined ? 'policy' : 'game';
  return {
    status: 'violated',
    expected: `${label} ≠ 0 for every ${ofWhat} between two, on all of which another policy is better`,
    left: { label: `${label} here`, value: left.toString() },
    right: { label: `${label} at the other ${ofWhat}`, value: right.toString() },
    gap: new RealArithmetic(30).sub(right, left).toString(),
    where: 'by the intermediate value theorem it is 0 somewhere between them',
  };
}

/** One decision in the whole game, between two actions. */
function isOneChoice(game: Game): boolean {
  const [set, ...others] = game.infoSets;
  return others.length === 0 && set.length === 1 && game.firstEdge[set[0] + 1] - game.firstEdge[set[0]] === 2;
}

function rise(trial: Trial, precision: number): Real {
  return new RealArithmetic(precision).sub(trial.after(precision).values[0], trial.oldValues[0]);
}

function shift(trial: Trial, precision: number): Real {
  const e = trial.game.firstEdge[trial.game.infoSets[0][0]];
  return new RealArithmetic(precision).sub(trial.after(precision).policy.probability[e], trial.old.probability[e]);
}
