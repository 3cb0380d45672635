import { Rational } from '../exact/rational.js';
import { NodeKind } from '../game/game.js';
import { NotDecidable } from './notDecidable.js';
import { type SymbolicGame, valuesBefore, valuesUnder } from './symbolicGame.js';
import { and, equal, type Formula, greater, less, not, number, ONE, or, type Term, ZERO } from './term.js';

/** The guarantees that can be decided, by their ids; `rests` speaks of policies of full support only. */
export const DECIDED_COLUMNS = [
  'monotone',
  'monotone-everywhere',
  'fixed-point',
  'rests',
  'one-sweep',
  'all-turns',
] as const;

/** One of `DECIDED_COLUMNS`. */
export type DecidedColumn = (typeof DECIDED_COLUMNS)[number];

/** What a guarantee forbids, and how a query for it is shown to be able to answer "yes". */
export interface Violation {
  /** What no game and no policy may satisfy, after one iteration. */
  readonly violated: Formula;
  /**
   * A query with the wrong sign, which must have a model: with the rule that maximises −M (`turned`), or with the
   * conclusion reversed.
   */
  readonly twin: { readonly formula: Formula; readonly turned: boolean };
}

/** What the column forbids of an iteration π_k → `next`. Throws NotDecidable where it speaks of several iterations. */
export function violationOf(games: SymbolicGame, next: readonly Term[], column: DecidedColumn): Violation {
  const { structure, old } = games;
  const before = valuesBefore(games);
  const after = valuesUnder(games, next);
  switch (column) {
    case 'monotone':
      return turnedTwin(less(after[0], before[0]));
    case 'monotone-everywhere':
      return turnedTwin(
        or(...before.flatMap((v, i) => (structure.kind[i] === NodeKind.decision ? [less(after[i], v)] : []))),
      );
    case 'fixed-point': {
      const stalls = equal(after[0], before[0]);
      const better = someBetter(games, before[0]);
      return { violated: and(stalls, better), twin: { formula: and(not(stalls), better), turned: false } };
    }
    case 'rests': {
      const rests = and(...next.map((q, e) => equal(q, old[e])));
      const better = someBetter(games, before[0]);
      return { violated: and(rests, better), twin: { formula: and(not(rests), better), turned: false } };
    }
    case 'one-sweep':
      return turnedTwin(someBetter(games, after[0]));
    case 'all-turns':
      if (structure.turns > 1) throw new NotDecidable('T iterations in a row are too long a sentence');
      return turnedTwin(someBetter(games, after[0]));
  }
}

function turnedTwin(violated: Formula): Violation {
  return { violated, twin: { formula: violated, turned: true } };
}

/** Does some policy with the same information have a greater J than `value`? */
function someBetter(games: SymbolicGame, value: Term): Formula {
  const { structure, old, reward } = games;
  const decisions = [...structure.kind.keys()].filter(
    (i) => structure.kind[i] === NodeKind.decision && actionsAt(games, i) > 1,
  );
  const better = (probability: readonly Term[]): Formula => greater(valuesUnder(games, probability)[0], value);
  if (decisions.length === 1) {
    const [first] = decisions.map((i) => structure.firstEdge[i]);
    return or(
      ...Array.from({ length: actionsAt(games, decisions[0]) }, (_, chosen) =>
        better(
          old.map((p, e) =>
            e < first || e >= structure.firstEdge[decisions[0] + 1] ? p : e - first === chosen ? ONE : ZERO,
          ),
        ),
      ),
    );
  }
  if (structure.information.kind === 'shared') {
    // As `bestKnown` has it: all distributions in multiples of 1/4.
    const firsts = decisions.map((i) => structure.firstEdge[i]);
    const grid = [0, 1, 2, 3, 4].map((k) => [number(Rational.of(k, 4)), number(Rational.of(4 - k, 4))]);
    return or(...grid.map(([p, rest]) => better(old.map((_, e) => (firsts.includes(e) ? p : rest)))));
  }
  // Every path of a complete tree is the choice of some policy.
  return or(...reward.flatMap((r, i) => (structure.kind[i] === NodeKind.terminal ? [greater(r, value)] : [])));
}

function actionsAt({ structure }: SymbolicGame, i: number): number {
  return structure.firstEdge[i + 1] - structure.firstEdge[i];
}
