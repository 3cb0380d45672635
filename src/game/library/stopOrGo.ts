import { Rational } from '../../exact/rational.js';
import { chance, decision, game, terminal } from '../builders.js';
import type { Game } from '../game.js';
import type { NodeSpec } from '../gameSpec.js';
import type { LibraryGame } from './libraryGame.js';

const { ONE } = Rational;

/**
 * The line of `turns` turns (T): at each one may stop or go on. To stop with n turns left pays 1 − rⁿ with
 * r = 1 − 1/(2T), a little more the earlier; to go on to the end pays 1. With `coin` = c > 0 a fair coin then adds c or
 * takes it away. The same game as proofs/definitions/StopOrGo.v. Throws RangeError unless turns ≥ 1 and c ≥ 0.
 */
export function stopOrGoGame(turns: number, coin: Rational = Rational.ZERO): Game {
  if (!Number.isInteger(turns) || turns < 1) throw new RangeError(`stop-or-go needs at least one turn, not ${turns}`);
  if (coin.sign() < 0) throw new RangeError(`the coin of stop-or-go pays c ≥ 0, not ${coin}`);
  const r = ONE.sub(Rational.of(1, 2 * turns));
  const pays = (reward: Rational): NodeSpec =>
    coin.isZero()
      ? terminal(reward.toString())
      : chance([
          ['1/2', 'heads', terminal(reward.add(coin).toString())],
          ['1/2', 'tails', terminal(reward.sub(coin).toString())],
        ]);
  const turn = (left: number): NodeSpec =>
    left === 0
      ? pays(ONE)
      : decision([
          ['go', turn(left - 1)],
          ['stop', pays(ONE.sub(r.pow(left - 1)))],
        ]);
  return game(nameOf(turns, coin), turn(turns));
}

/** The start of the theorems about depth: at every turn the probability 1/(4T) of going on. */
export function stopOrGoStart(turns: number): NonNullable<LibraryGame['start']> {
  const go = Rational.of(1, 4 * turns);
  const odds = { go: go.toString(), stop: ONE.sub(go).toString() };
  return Object.fromEntries(
    Array.from({ length: turns }, (_, t) => [t === 0 ? 'root' : new Array<string>(t).fill('go').join('.'), odds]),
  );
}

/** What the family shows. */
export const STOP_OR_GO_SHOWS =
  'What depth costs: the ratio box (and with a loud coin the clip) needs a number of sweeps that doubles with every turn, KL and Euclidean steps do not (claim E11).';

/** The form of the family's names, for help and messages. */
export const STOP_OR_GO_FORM = 'stop-or-go:T or stop-or-go:T:c';

/** The member "stop-or-go:T" or, with a final coin of ±c, "stop-or-go:T:c"; undefined for any other name. */
export function stopOrGo(id: string): LibraryGame | undefined {
  const [, count, pays = '0'] = /^stop-or-go:([1-9]\d{0,2})(?::(\d+(?:\/[1-9]\d*)?))?$/.exec(id) ?? [];
  if (count === undefined) return undefined;
  const turns = Number(count);
  const coin = Rational.parse(pays);
  return {
    id: nameOf(turns, coin),
    shows: STOP_OR_GO_SHOWS,
    optimalValue: '1',
    derivation: 'Going on to the end pays 1; to stop with n turns left pays 1 − rⁿ, which is less. The coin is fair.',
    build: () => stopOrGoGame(turns, coin),
    start: stopOrGoStart(turns),
  };
}

function nameOf(turns: number, coin: Rational): string {
  return `stop-or-go:${turns}${coin.isZero() ? '' : `:${coin}`}`;
}
