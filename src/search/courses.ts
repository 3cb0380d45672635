import { randomPolicy } from '../claims/generate/randomPolicy.js';
import { Random, streamSeed } from '../claims/generate/random.js';
import { actionValue } from '../evaluate/actionValue.js';
import { optimalValue } from '../evaluate/optimalValue.js';
import { value } from '../evaluate/value.js';
import { Rational } from '../exact/rational.js';
import type { Game } from '../game/game.js';
import { LIBRARY } from '../game/library/index.js';
import { type Policy, unchecked, uniformPolicy } from '../policy/policy.js';
import { corpusIn, ownCorpus } from './corpus.js';

/** Corpus games beside those of the library, and their most nodes. */
const CORPUS_GAMES = 36;
const MOST_NODES = 16;

/** A game with its starts. */
export interface Course {
  readonly name: string;
  readonly game: Game;
  readonly starts: readonly { readonly name: string; readonly policy: Policy }[];
}

let known: readonly Course[] | undefined;

/**
 * The games on which "gets there" is measured, all under full information: those of the library of at most 40 nodes, and
 * of the corpus. Each from the uniform policy, from 99/100 and 999/1000 on the worst action of every history, and from two
 * random policies. Games on which every policy has the greatest J are left out.
 */
export function courses(): readonly Course[] {
  known ??= [...libraryGames(), ...corpusGames()].flatMap(({ name, game }) => {
    if (!game.isTree || !game.discount.equals(Rational.ONE)) return []; // tokens are not spelled out there
    const starts = startsOf(name, game);
    return starts.length === 0 ? [] : [{ name, game, starts }];
  });
  return known;
}

function libraryGames(): { name: string; game: Game }[] {
  return LIBRARY.map((entry) => ({ name: entry.id, game: entry.build() })).filter(
    ({ game }) => game.information.kind === 'full' && game.nodeCount <= 40,
  );
}

function corpusGames(): { name: string; game: Game }[] {
  const all = corpusIn(ownCorpus(), { information: 'full', turns: 'multi' }).slice(0, ownCorpus().instances.length);
  const small = all.filter(({ game }) => game.nodeCount <= MOST_NODES && game.turns > 0);
  const step = Math.max(1, Math.floor(small.length / CORPUS_GAMES));
  return small
    .filter((_, n) => n % step === 0)
    .slice(0, CORPUS_GAMES)
    .map(({ game }, n) => ({ name: `corpus game ${n * step + 1}`, game }));
}

function startsOf(name: string, game: Game): Course['starts'] {
  const best = optimalValue(game);
  const worth = actionValue(game, best);
  const random = new Random(streamSeed(1, `gets-there/${name}`));
  const onTheWorst = (weight: number): Policy =>
    unchecked(
      game,
      game.infoSets.map(([i]) => {
        const edges = Array.from(
          { length: game.firstEdge[i + 1] - game.firstEdge[i] },
          (_, a) => game.firstEdge[i] + a,
        );
        if (edges.length === 1) return [Rational.ONE];
        const worst = edges.reduce((low, e) => (worth[e].lt(worth[low]) ? e : low));
        const rest = Rational.of(1, weight * (edges.length - 1));
        return edges.map((e) => (e === worst ? Rational.of(weight - 1, weight) : rest));
      }),
    );
  return [
    { name: 'uniform', policy: uniformPolicy(game) },
    { name: '99/100 on the worst', policy: onTheWorst(100) },
    { name: '999/1000 on the worst', policy: onTheWorst(1000) },
    { name: 'random 1', policy: randomPolicy(random, game, 'full') },
    { name: 'random 2', policy: randomPolicy(random, game, 'full') },
  ].filter(({ policy }) => value(policy)[0].lt(best[0]));
}
