import { Random } from '../../src/claims/generate/random.js';
import { COMMON } from '../../src/claims/generate/family.js';
import { randomGame } from '../../src/claims/generate/randomGame.js';
import { randomPolicy } from '../../src/claims/generate/randomPolicy.js';
import { type Game, NodeKind } from '../../src/game/game.js';
import { guessNumberGame } from '../../src/game/library/guessNumber.js';
import { LIBRARY } from '../../src/game/library/index.js';
import type { Policy } from '../../src/policy/policy.js';
import { policyFromJson } from '../../src/policy/policyFile.js';

/** A game of the generated files, with the policy that is evaluated and swept. */
export interface Subject {
  /** The file's name without its ending. */
  readonly name: string;
  /** In words: which game and which policy. */
  readonly about: string;
  readonly old: Policy;
}

/** Seed of the random policies and of the random game. */
const SEED = 3;

/**
 * Every game for which a file is generated. None has a chance node at the root: there the core's joint advantage
 * takes the value of the drawn context as baseline (Eq. 5), while the Coq model has one root and so one context.
 */
export function subjects(): Subject[] {
  return [
    fromLibrary('Bandit', 'bandit'),
    fromLibrary('Coordination', 'coordination'),
    fromLibrary('CombinationLock', 'combination-lock'),
    fromLibrary('DelayedCredit', 'delayed-credit'),
    fromLibrary('ToolUse', 'tool-use'),
    fromLibrary('Ladder', 'ladder-3'),
    fromLibrary('UnseenHistory', 'unseen-history'),
    withRandomPolicy(
      'GuessNumber',
      'the library game "guess-number" with 3 numbers and 2 guesses',
      guessNumberGame(3, 2),
    ),
    withRandomPolicy('RandomGame', `a random game of the claims’ common family (seed ${SEED})`, randomTree()),
  ];
}

function fromLibrary(name: string, id: string): Subject {
  const entry = LIBRARY.find((candidate) => candidate.id === id);
  if (entry === undefined) throw new Error(`no library game "${id}"`);
  const about = `the library game "${id}"`;
  const game = entry.build();
  if (entry.start === undefined) return withRandomPolicy(name, about, game);
  return { name, about: `${about} and its start policy`, old: policyFromJson(game, entry.start) };
}

function withRandomPolicy(name: string, about: string, game: Game): Subject {
  const old = randomPolicy(new Random(SEED), game, 'full');
  return { name, about: `${about} and a random policy with full support (seed ${SEED})`, old };
}

/** The first game of the stream with three turns, chance nodes below a decision at the root, and at most 40 nodes. */
function randomTree(): Game {
  const random = new Random(SEED);
  for (;;) {
    const game = randomGame(random, COMMON);
    const [root, ...others] = game.kind;
    const wanted = root === NodeKind.decision && others.includes(NodeKind.chance) && game.turns === 3;
    if (wanted && game.nodeCount <= 40) return game;
  }
}
