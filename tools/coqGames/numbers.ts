import { actionValue, advantage } from '../../src/evaluate/actionValue.js';
import { carriedAdvantage, jointAdvantage, ratios } from '../../src/evaluate/carriedAdvantage.js';
import { expectedReturn } from '../../src/evaluate/expectedReturn.js';
import { optimalValue } from '../../src/evaluate/optimalValue.js';
import { type Path, pathProbability, paths } from '../../src/evaluate/paths.js';
import { value } from '../../src/evaluate/value.js';
import { type Rational } from '../../src/exact/rational.js';
import { type Game, NodeKind } from '../../src/game/game.js';
import { clip } from '../../src/mirror/clip.js';
import type { Policy } from '../../src/policy/policy.js';
import { sweep } from '../../src/sweep/sweep.js';
import type { History, Model, Place } from './model.js';

/** One row of a table: a history, and what the table says of it. */
export interface Row<T> {
  readonly history: History;
  readonly entry: T;
}

/** Everything that the core computed and Coq confirms, in the units of the Coq model. */
export interface Numbers {
  readonly old: readonly Row<readonly Rational[]>[];
  readonly swept: readonly Row<readonly Rational[]>[];
  readonly valueOld: readonly Row<Rational>[];
  readonly actionValueOld: readonly Row<readonly Rational[]>[];
  readonly advantageOld: readonly Row<readonly Rational[]>[];
  readonly valueSwept: readonly Row<Rational>[];
  readonly optimalValue: readonly Row<Rational>[];
  readonly returnOld: Rational;
  readonly returnSwept: Rational;
  readonly optimalReturn: Rational;
  readonly path: History;
  /** Entry n: the carried advantage once the ratios of the last n moves are in it. */
  readonly carried: readonly Rational[];
}

/**
 * Evaluates the old policy, makes one exact clipped sweep in reverse order, and evaluates again, all with the core.
 * In the Coq model a value at a history is the expected return of the COMPLETE path, so at an inner node it is what
 * was collected before plus γ^(decisions before) times the core's V.
 */
export function numbersOf(model: Model, old: Policy, epsilon: Rational): Numbers {
  const { game, places } = model;
  const swept = sweep(old, { step: clip(epsilon), order: 'reverse', tie: 'first' }).policy;
  const values = value(old);
  const actionValues = actionValue(game, values);
  const advantages = advantage(game, values);
  const valuesAfter = value(swept);
  const optimal = optimalValue(game);
  const inGame = places.filter(({ kind }) => kind !== 'padding');
  const actions = (table: readonly Rational[]) => (place: Place) =>
    table.slice(game.firstEdge[place.node], game.firstEdge[place.node + 1]);
  const rows = <T>(of: (place: Place) => T, over = places) =>
    over.map((place) => ({ history: place.history, entry: of(place) }));
  const total = ({ collected, weight }: Place, further: Rational) => collected.add(weight.mul(further));
  const sampled = samplePath(old, swept);
  return {
    old: rows(actions(old.probability), inGame),
    swept: rows(actions(swept.probability), inGame),
    valueOld: rows((place) => total(place, values[place.node])),
    actionValueOld: rows((place) =>
      place.kind === 'padding' ? [place.collected] : actions(actionValues)(place).map((q) => total(place, q)),
    ),
    advantageOld: rows((place) => actions(advantages)(place).map((a) => place.weight.mul(a)), inGame),
    valueSwept: rows((place) => total(place, valuesAfter[place.node])),
    optimalValue: rows((place) => total(place, optimal[place.node])),
    returnOld: expectedReturn(old),
    returnSwept: expectedReturn(swept),
    optimalReturn: optimal[0],
    path: historyOf(game, sampled, model.horizon),
    carried: carriedByMove(sampled, old, swept, values, model.horizon),
  };
}

/** The first path with the most decisions that the old policy can play and whose joint advantage is not 0. */
function samplePath(old: Policy, swept: Policy): Path {
  const decisions = (path: Path): number => ratios(path, swept, old).length;
  const possible = paths(old.game).filter((path) => !pathProbability(old.probability, path).isZero());
  const telling = possible.filter((path) => !path.pathReturn.equals(expectedReturn(old)));
  return (telling.length > 0 ? telling : possible).reduce((best, path) =>
    decisions(path) > decisions(best) ? path : best,
  );
}

function historyOf(game: Game, path: Path, horizon: number): History {
  const moves = path.edges.map((e, step) => e - game.firstEdge[path.nodes[step]]);
  return [...moves, ...new Array<number>(horizon - moves.length).fill(0)].reverse();
}

/** The core has an M per decision; a chance move or padding move has ratio 1 and carries the number on. */
function carriedByMove(
  path: Path,
  old: Policy,
  swept: Policy,
  values: readonly Rational[],
  horizon: number,
): Rational[] {
  const perTurn = carriedAdvantage(jointAdvantage(path, values), ratios(path, swept, old));
  let turn = perTurn.length - 1;
  const result = [perTurn[turn]];
  for (let step = horizon - 1; step >= 0; step--) {
    if (step < path.edges.length && old.game.kind[path.nodes[step]] === NodeKind.decision) turn -= 1;
    result.push(perTurn[turn]);
  }
  return result;
}
