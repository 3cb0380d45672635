import { decision, game, terminal } from '../builders.js';
import type { Game } from '../game.js';
import type { NodeSpec } from '../gameSpec.js';
import type { LibraryGame } from './libraryGame.js';

/**
 * A ladder of `turns` rungs: at turn t < T "stop" pays 3 − (t − 1)/T, which falls from rung to rung but stays
 * above 2; at the last rung "jump" pays 4 and "fall" 0. From the uniform policy, going on from turn t looks
 * worse than stopping until all later turns go on: the last turn learns to jump in the first forward sweep,
 * the turn before it to go on in the second, and so on, so that turn 1 needs sweep T.
 */
export function ladderGame(turns: number): Game {
  const rung = (t: number): NodeSpec =>
    t === turns
      ? decision({ fall: terminal(0), jump: terminal(4) })
      : decision({ stop: terminal(`${3 * turns - t + 1}/${turns}`), go: rung(t + 1) });
  return game(`ladder-${turns}`, rung(1));
}

const derivation = 'Going on to the last rung and jumping pays 4; every stop pays at most 3.';

/** Claim E2 with T = 2. */
export const ladder2: LibraryGame = {
  id: 'ladder-2',
  shows: 'Forward or simultaneous order needs exactly two sweeps, reverse order one (claim E2, T = 2).',
  optimalValue: '4',
  derivation,
  build: () => ladderGame(2),
  start: { root: { stop: '1/2', go: '1/2' }, go: { fall: '1/2', jump: '1/2' } },
  startValue: '5/2',
};

/** Claim E2 with T = 3. */
export const ladder3: LibraryGame = {
  id: 'ladder-3',
  shows: 'Forward or simultaneous order needs exactly three sweeps, reverse order one (claim E2, T = 3).',
  optimalValue: '4',
  derivation,
  build: () => ladderGame(3),
  start: {
    root: { stop: '1/2', go: '1/2' },
    go: { stop: '1/2', go: '1/2' },
    'go.go': { fall: '1/2', jump: '1/2' },
  },
  startValue: '8/3',
};
