import { NodeKind } from '../game/game.js';
import type { SetView } from './setView.js';

/** Is this information set one of those where a planted mistake shows? In doubles: mistakes need not be exact. */
export type Spot = (view: SetView) => boolean;

const second = ({ worth, best }: SetView): number => Math.max(...worth.filter((_, a) => a !== best), -Infinity);
const isStrict = (view: SetView): boolean => view.best >= 0 && view.worth[view.best] > second(view) + 1e-9 * view.range;
const kindBehind = ({ game, node }: SetView, a: number): number => game.kind[game.child[game.firstEdge[node] + a]];

/** Every information set. */
export const anywhere: Spot = () => true;

const isWithin = (view: SetView, part: number): boolean =>
  isStrict(view) && view.worth[view.best] - second(view) < part * view.range;

/** The two best actions differ, by less than 1/1000 of the range of rewards. */
export const closeCall: Spot = (view) => isWithin(view, 0.001);

/** The two best actions differ by less than 1/50 of the range, and the better one has a probability of at most 1/50. */
export const rareCloseCall: Spot = (view) => isWithin(view, 0.02) && view.p[view.best] <= 0.02;

/** The best action has a probability of at most 1/50. */
export const rareBest: Spot = (view) => isStrict(view) && view.p[view.best] <= 0.02;

/** The best action is a gamble that pays its best one time in twenty or less. */
export const rareWin: Spot = (view) => {
  if (!isStrict(view) || kindBehind(view, view.best) !== NodeKind.chance) return false;
  const { game } = view;
  const at = game.child[game.firstEdge[view.node] + view.best];
  let win = -Infinity;
  let chance = 0;
  for (let e = game.firstEdge[at]; e < game.firstEdge[at + 1]; e++) {
    const paid = view.values[game.child[e]];
    if (paid > win) [win, chance] = [paid, game.chance[e].toDouble()];
  }
  return chance <= 0.05;
};

/** Of three actions or more the best is neither the first nor the last. */
export const middleBest: Spot = (view) => isStrict(view) && view.best > 0 && view.best < view.p.length - 1;

/** As `rareWin`, and the gamble is taken one time in nineteen or less. */
export const rareGamble: Spot = (view) => rareWin(view) && view.p[view.best] <= 1 / 19;

/** As `middleBest`, and the best action has a probability of at most 1/190. */
export const rareMiddle: Spot = (view) => middleBest(view) && view.p[view.best] <= 1 / 190;

/** Some action ends the game before its last turn. */
export const besideAnyEnd: Spot = (view) =>
  view.turn < view.game.turns && view.p.some((_, a) => kindBehind(view, a) === NodeKind.terminal);

/** Some action ends the game early, and another one is the best. */
export const besideAnEnd: Spot = (view) =>
  besideAnyEnd(view) && isStrict(view) && kindBehind(view, view.best) !== NodeKind.terminal;

/** As `besideAnEnd`, and the best action has a probability of at most 1/50. */
export const rareBesideAnEnd: Spot = (view) => besideAnEnd(view) && view.p[view.best] <= 0.02;

/** Some action that is taken one time in a hundred or less ends the game early. */
export const besideARareEnd: Spot = (view) =>
  view.turn < view.game.turns && view.p.some((p, a) => p <= 0.01 && kindBehind(view, a) === NodeKind.terminal);

/** Beside an early end the two best actions are close. */
export const besideACloseEnd: Spot = (view) => besideAnyEnd(view) && isWithin(view, 0.001);

/** One action has at least 19/20. */
export const nearlyCertain: Spot = ({ p }) => p.some((mass) => mass >= 0.95 && mass < 1);

/** Some action has a probability of at most 1/150. */
export const hardlyTried: Spot = ({ p }) => p.some((mass) => mass > 0 && mass <= 1 / 150);

/** Four actions or more, one of them with at least 0.98. */
export const fourSharpActions: Spot = ({ p }) => p.length >= 4 && p.some((mass) => mass >= 0.98);

/** Three actions or more, one of them with at least 0.998. */
export const threeSharpActions: Spot = ({ p }) => p.length >= 3 && p.some((mass) => mass >= 0.998);

/** Reached one time in a hundred or less, with three actions or more. */
export const hardlyReached: Spot = ({ reach, p }) => reach <= 0.01 && p.length > 2;

/** The only best action is listed last. */
export const bestIsLast: Spot = (view) => isStrict(view) && view.best === view.p.length - 1;

/** The same, of three actions or more, where that action has a probability of at most 1/90. */
export const rareBestIsLast: Spot = (view) => bestIsLast(view) && view.p.length > 2 && view.p[view.best] <= 1 / 90;

/** The only best action is listed last, and better by less than 1/1000 of the range. */
export const closeBestIsLast: Spot = (view) => bestIsLast(view) && isWithin(view, 0.001);

/** The action listed last is a gamble. */
export const gambleIsLast: Spot = (view) => kindBehind(view, view.p.length - 1) === NodeKind.chance;
