import { createHash } from 'node:crypto';
import type { Algorithm } from '../algorithm/algorithm.js';
import { Random } from '../claims/generate/random.js';
import { examinedOf } from '../guarantees/examinedOf.js';
import type { GuaranteeRegime } from '../guarantees/guarantee.js';
import { gamesFrom, pairsFrom } from '../search/betweenEnds.js';
import { columnCheck } from './columnCheck.js';
import type { Confirmed } from './confirm.js';
import { decide, type DecideOptions, type Decision } from './decide.js';
import { NotDecidable } from './notDecidable.js';
import type { Shape, ShapeId } from './shapes.js';
import { type Subject, subjectOf } from './subject.js';
import { DECIDED_COLUMNS, type DecidedColumn } from './violation.js';

/** What is decided for one column: for any maximiser, and for the one nearest to π_k. */
export interface DecidedCell {
  /** The rule, in the words of a row as far as they matter on this shape. */
  readonly subject: string;
  readonly shape: ShapeId;
  readonly column: DecidedColumn;
  /** The most resources that one question could take, where it was not the default. */
  readonly rlimit?: number;
  readonly any: Answer;
  readonly stay: Answer;
}

/** An answer, and what it rests on. */
export interface Answer extends Pick<Decision, 'answer' | 'reason' | 'cases' | 'counterexample' | 'used'> {
  /** How many questions the solver was asked, twins included, and the SHA-256 of their texts. */
  readonly questions: number;
  readonly digest: string;
  /** Where it follows from another answer: "any", or what a counterexample that serves here was found for. */
  readonly from?: string;
}

/** A rule on a shape. */
export interface Task {
  readonly subject: string;
  readonly algorithm: Algorithm;
  readonly shape: Shape;
  readonly information: GuaranteeRegime['information'];
}

/** Counterexamples of the first two serve the others, so these come first. */
const ORDER: readonly DecidedColumn[] = [
  'fixed-point',
  'rests',
  'monotone',
  'monotone-everywhere',
  'one-sweep',
  'all-turns',
];

/** Both permutations of two turns are among the orders that these draw. */
const SEEDS = [1, 2];

/** The column that says the same on the shape: with a single history J is all there is, with one turn T is 1. */
export function sameColumn(column: DecidedColumn, { single, turns }: Shape): DecidedColumn {
  if (column === 'monotone-everywhere' && single) return 'monotone';
  return column === 'all-turns' && turns === 1 ? 'one-sweep' : column;
}

/** A counterexample, and what it was found for. */
export interface Pooled {
  /** A column, "atlas", or a column of another rule: "grae:2 kl:1: monotone". */
  readonly from: string;
  readonly found: Omit<Confirmed, 'violation'>;
}

/** What `decideCells` needs besides the task. */
export interface DecideCellsOptions extends DecideOptions {
  /** Counterexamples that are known: they are tried first. */
  readonly known?: readonly Pooled[];
}

/** Decides the columns for one rule on one shape; `columns` that say the same there are decided once. */
export async function decideCells(
  { subject: name, algorithm, shape, information }: Task,
  columns: readonly DecidedColumn[],
  options: DecideCellsOptions,
): Promise<DecidedCell[]> {
  const wanted = new Set(columns.map((column) => sameColumn(column, shape)));
  const cells: DecidedCell[] = [];
  const pool: Pooled[] = [...(options.known ?? [])];
  for (const column of ORDER.filter((known) => wanted.has(known))) {
    if (options.signal?.aborted === true) break;
    const { rlimit } = options;
    const about = { subject: name, shape: shape.id, column, ...(rlimit === undefined ? {} : { rlimit }) };
    let subject: Subject;
    try {
      subject = subjectOf(algorithm, shape.turns);
    } catch (error) {
      if (!(error instanceof NotDecidable)) throw error;
      const answer = notDecidable(error.message);
      cells.push({ ...about, any: answer, stay: answer });
      continue;
    }
    const ask = (tie: 'any' | 'stay'): Promise<Answer> =>
      overSeeds({ subject, column, shape, information, tie }, options, algorithm.order === 'random' ? SEEDS : [1]);
    const borrowed = (tie: 'any' | 'stay'): Answer | undefined => {
      for (const { from, found } of pool) {
        const own = serving(found, column, subject, tie);
        if (own !== undefined) return followsFrom(from, own);
      }
      return undefined;
    };
    const any = borrowed('any') ?? (await ask('any'));
    // What is too much for the solver there is so for the nearest maximiser, too.
    const isTooMuch = shape.id === 'two-turns' && any.answer === 'unknown';
    const stay = stayFrom(any, isTooMuch) ?? borrowed('stay') ?? (await ask('stay'));
    for (const { counterexample } of [any, stay]) {
      if (counterexample !== undefined) pool.push({ from: column, found: counterexample });
    }
    cells.push({ ...about, any, stay });
  }
  for (const [n, cell] of cells.entries()) {
    if (cell.any.answer === 'unknown') cells[n] = standsBetween(cell, algorithm, pool) ?? cell;
  }
  const rank = (cell: DecidedCell): number => DECIDED_COLUMNS.indexOf(cell.column);
  return cells.sort((x, y) => rank(x) - rank(y));
}

/** "None" and "not decidable" for any maximiser say it for the nearest one; so does a counterexample in which it is that. */
function stayFrom(any: Answer, isTooMuch: boolean): Answer | undefined {
  const { answer, counterexample } = any;
  if ((answer === 'unknown' && !isTooMuch) || (counterexample !== undefined && !isStay(counterexample)))
    return undefined;
  return { ...any, used: 0, questions: 0, digest: digestOf([]), from: 'any' };
}

/**
 * A standstill in numbers that the solver does not find: by the intermediate value theorem between another counterexample,
 * such as a policy from which J falls, and another policy, or the same game with other chances.
 */
function standsBetween(cell: DecidedCell, algorithm: Algorithm, pool: readonly Pooled[]): DecidedCell | undefined {
  if (cell.column !== 'fixed-point' && cell.column !== 'rests') return undefined;
  const check = columnCheck(cell.column, examinedOf(algorithm));
  for (const { from, found } of pool.filter(({ found: { next } }) => next === undefined)) {
    for (const instance of [...pairsFrom(found.instance, new Random(1)), ...gamesFrom(found.instance)]) {
      const outcome = check(instance);
      if (outcome.status !== 'violated') continue;
      const answer = followsFrom(from, { ...found, instance, violation: outcome });
      return { ...cell, any: answer, stay: isStay(found) ? { ...answer, from: 'any' } : cell.stay };
    }
  }
  return undefined;
}

function isStay({ instance, next }: Pooled['found']): boolean {
  return instance.parameters['tie'] === 'stay' && next === undefined;
}

/** The counterexample as one for this column of this rule, if it is that. */
function serving(
  found: Pooled['found'],
  column: DecidedColumn,
  { examined }: Subject,
  tie: 'any' | 'stay',
): Confirmed | undefined {
  if (tie === 'stay' && !isStay(found)) return undefined;
  const { next } = found;
  const outcome = columnCheck(column, next === undefined ? examined : { step: () => next })(found.instance);
  return outcome.status === 'violated' ? { ...found, violation: outcome } : undefined;
}

function followsFrom(from: string, counterexample: Confirmed): Answer {
  const cases = { decided: 0, total: 0, undecided: [] };
  return { answer: 'counterexample', cases, counterexample, used: 0, questions: 0, digest: digestOf([]), from };
}

function notDecidable(reason: string): Answer {
  const cases = { decided: 0, total: 0, undecided: [] };
  return { answer: 'not decidable', reason, cases, used: 0, questions: 0, digest: digestOf([]) };
}

/** A random order violates a guarantee when one of its permutations does. */
async function overSeeds(
  asked: Omit<Parameters<typeof decide>[0], 'seed'>,
  options: DecideOptions,
  seeds: readonly number[],
): Promise<Answer> {
  const scripts: string[] = [];
  let result: Decision | undefined;
  let used = 0;
  for (const seed of asked.shape.single ? [1] : seeds) {
    const decision = await decide({ ...asked, seed }, options);
    scripts.push(...decision.asked.map(({ script }) => script));
    used += decision.used;
    if (result === undefined || decision.answer === 'counterexample') result = decision;
    else result = bothSeeds(result, decision);
    if (decision.answer === 'counterexample') break;
  }
  if (result === undefined) throw new TypeError('no seed');
  const { answer, reason, cases, counterexample } = result;
  return {
    answer,
    cases,
    ...(reason === undefined ? {} : { reason }),
    ...(counterexample === undefined ? {} : { counterexample }),
    used,
    questions: scripts.length,
    digest: digestOf(scripts),
  };
}

function bothSeeds(first: Decision, second: Decision): Decision {
  const cases = {
    decided: first.cases.decided + second.cases.decided,
    total: first.cases.total + second.cases.total,
    undecided: [...first.cases.undecided, ...second.cases.undecided],
  };
  return { ...(first.answer === 'none' ? second : first), cases };
}

function digestOf(scripts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const script of scripts) hash.update(script);
  return hash.digest('hex').slice(0, 16);
}
