import { POLICY_DOMAIN } from './shapes.js';
import { baselineCases, both, type Case, netCases, orderCases, segmentCases, WHOLE } from './cases.js';
import { type Confirmed, confirmedByIteration, confirmedByMaximiser } from './confirm.js';
import { holds } from './evaluateTerm.js';
import { fallsAtFirst } from './firstOrder.js';
import { NotDecidable } from './notDecidable.js';
import { policyCases } from './policyCases.js';
import {
  type Asked,
  isMatterOfDirection,
  isRoot,
  type Question,
  questionsOf,
  scriptOf,
  spelledOut,
} from './question.js';
import { rationalModel, rationalsOf } from './rationalModel.js';
import { type ModelNumber, type Solver, type SolverAnswer } from './solver.js';
import type { Formula } from './term.js';

/** What is known of a question. */
export interface Decision {
  /**
   * `none`: no game of the shape and no policy of the domain violates the column. `counterexample`: one that the exact
   * check has confirmed. `unknown`: the solver gave up on a case. `not decidable`: no sentence over the reals is known.
   */
  readonly answer: 'none' | 'counterexample' | 'unknown' | 'not decidable';
  readonly shape: string;
  readonly policyDomain: string;
  /** Cases that were asked and answered; all of them, where the answer is `none`. */
  readonly cases: { readonly decided: number; readonly total: number; readonly undecided: readonly string[] };
  /** Why it is not known, in words. */
  readonly reason?: string;
  readonly counterexample?: Confirmed;
  /** The solver's resources, over all questions. */
  readonly used: number;
  /** Every question that was asked, in order. */
  readonly asked: readonly AskedQuestion[];
}

/** A question as the solver got it, and its answer. */
export interface AskedQuestion {
  /** Its case, or "twin: …". */
  readonly name: string;
  readonly script: string;
  readonly answer: SolverAnswer['kind'];
}

/** What `decide` needs besides the question. */
export interface DecideOptions {
  readonly solver: Solver;
  /** The most resources that one question may take. */
  readonly rlimit?: number;
  readonly signal?: AbortSignal;
}

/** Of one question: two to twenty seconds. Two turns are too much for it, or found soon; roots make each step dear. */
function defaultRlimit({ id }: Asked['shape'], { sweep }: Question): number {
  if (sweep.variables.some(isRoot)) return 300_000;
  return id === 'two-turns' ? 1_000_000 : 3_000_000;
}

/** A question that can still be cut into cases is given up sooner. */
const EARLY = 6;
/** Much sooner for two tokens: clipping has five segments for each of four masses, hundreds of cases that take little. */
const SOON = 60;
/** With less, some policies fixed are as much work as the whole question, and too much as well. */
const WORTH_POLICIES = 500_000;
/** All cases of a question together may take this many times the resources of one. */
const MOST_TOGETHER = 6;

/**
 * Decides one question, whole or in cases: the first model ends it. A model becomes an instance that the project's own
 * exact check must confirm, and beside every "none" the twin question with the wrong sign must have a model. Throws
 * Error when one of these fails: then this program is wrong. What is not decidable is an answer, not an error.
 */
export async function decide(question: Asked, options: DecideOptions): Promise<Decision> {
  const asked = spelledOut(question);
  const log: AskedQuestion[] = [];
  let used = 0;
  const about = { shape: asked.shape.title, policyDomain: POLICY_DOMAIN };
  const result = (rest: Omit<Decision, 'shape' | 'policyDomain' | 'used' | 'asked'>): Decision => ({
    ...about,
    ...rest,
    used,
    asked: log,
  });
  let questions: ReturnType<typeof questionsOf>;
  try {
    questions = questionsOf(asked);
  } catch (error) {
    if (!(error instanceof NotDecidable)) throw error;
    return result({ answer: 'not decidable', reason: error.message, cases: { decided: 0, total: 0, undecided: [] } });
  }
  const ask = async (question: Question, part: Case, rlimit: number, prefix = ''): Promise<SolverAnswer> => {
    const script = scriptOf(question, part.assumptions);
    const answer = await options.solver.ask(script, question.variables, rlimit, options.signal);
    log.push({ name: prefix + part.name, script, answer: answer.kind });
    used += answer.used;
    return answer;
  };

  const { violation, twin } = questions;
  const { rlimit = defaultRlimit(asked.shape, violation) } = options;
  const undecided: string[] = [];
  let decided = 0;
  let reason = 'the solver gave up';
  const confirm = (part: Case, model: ReadonlyMap<string, ModelNumber>): ReturnType<typeof confirmed> =>
    confirmed(asked, violation, model, (fixed) =>
      ask(violation, both(part, { name: 'near', assumptions: fixed }), Math.ceil(rlimit / EARLY)),
    );
  const falls = asked.column.startsWith('monotone') ? fallsAtFirst(violation) : undefined;
  const likelier = async (part: Case): Promise<Confirmed | undefined> => {
    if (falls === undefined) return undefined;
    const orders = part.order === undefined ? orderCases(asked) : [];
    const answer = await ask(violation, both(part, falls), orders.length > 0 ? Math.ceil(rlimit / EARLY) : rlimit);
    const found = answer.kind === 'sat' ? await confirm(both(part, falls), answer.model) : undefined;
    if (typeof found === 'object') return found;
    for (const order of answer.kind === 'unsat' ? [] : orders) {
      const inOrder = await likelier(both(part, order));
      if (inOrder !== undefined) return inOrder;
    }
    return undefined;
  };
  for await (const { part, answer, isLast } of leaves(asked, violation, rlimit, ask)) {
    if (answer.kind === 'unsat') decided += 1;
    else if (answer.kind === 'sat') {
      const counterexample = await confirm(part, answer.model);
      const found = typeof counterexample === 'string' ? await likelier(part) : counterexample;
      if (found !== undefined) {
        const total = decided + undecided.length + 1;
        return result({
          answer: 'counterexample',
          counterexample: found,
          cases: { decided: decided + 1, total, undecided },
        });
      }
      if (typeof counterexample === 'string') reason = counterexample;
      undecided.push(part.name);
    } else if (isLast) undecided.push(part.name);
    if (options.signal?.aborted === true) break;
    if (used > MOST_TOGETHER * rlimit) {
      undecided.push('what comes after these');
      break;
    }
  }
  const cases = { decided, total: decided + undecided.length, undecided };
  if (undecided.length > 0) return result({ answer: 'unknown', reason, cases });
  await checkTwin(asked, twin, rlimit, ask);
  return result({ answer: 'none', cases });
}

type Ask = (question: Question, part: Case, rlimit: number, prefix?: string) => Promise<SolverAnswer>;

/** How a question is cut into cases, and what is still unknown once more. */
function cutsOf(asked: Asked, { games, sweep }: Question): readonly ((part: Case) => Case[])[] {
  const orders = (): Case[] => orderCases(asked);
  const { update } = asked.subject;
  // One decision after the other, in the order of their updates: much is impossible already on the first.
  const segments = sweep.updates.map((updated) => () => segmentCases(update, [updated]));
  // Behind a coin the signs are known, and there are many orders.
  return asked.shape.turns === 1
    ? [orders, (part) => baselineCases(asked, games, part), ...segments]
    : update.kind === 'clip'
      ? [...segments, orders]
      : [() => netCases(asked), ...segments];
}

/** An answered case; `isLast` when it is not cut any further. */
interface Leaf {
  readonly part: Case;
  readonly answer: SolverAnswer;
  readonly isLast: boolean;
}

/** Asks the whole question; what is unknown is cut into cases, and cut again. */
async function* leaves(asked: Asked, question: Question, rlimit: number, ask: Ask): AsyncGenerator<Leaf> {
  const cuts = cutsOf(asked, question);
  const early = Math.ceil(rlimit / (asked.subject.tokens ? SOON : EARLY));
  const visit = async function* (part: Case, depth: number): AsyncGenerator<Leaf> {
    const at = cuts.findIndex((cut, n) => n >= depth && cut(part).length > 1);
    const answer = await ask(question, part, at === -1 ? rlimit : early);
    if (answer.kind !== 'unknown' || at === -1) yield { part, answer, isLast: true };
    else for (const next of cuts[at](part)) yield* visit(both(part, next), at + 1);
  };
  if (asked.shape.id !== 'two-turns') yield* visit(WHOLE, 0);
  else yield* falsified(question, rlimit, ask);
}

/** The whole question; if it is unknown, the same with some policies fixed, which can find a model but prove nothing. */
async function* falsified(question: Question, rlimit: number, ask: Ask): AsyncGenerator<Leaf> {
  const answer = await ask(question, WHOLE, rlimit);
  if (answer.kind === 'unknown' && rlimit >= WORTH_POLICIES) {
    for (const part of policyCases(question.games)) {
      const found = await ask(question, part, Math.ceil(rlimit / EARLY));
      if (found.kind === 'sat') {
        yield { part, answer: found, isLast: true };
      }
    }
  }
  yield { part: WHOLE, answer, isLast: true };
}

/**
 * The model as an instance that the exact check confirms; or why there is none: the sentence said less than the iteration
 * does, or games and policies are rational. Throws Error when the check denies it.
 */
async function confirmed(
  asked: Asked,
  question: Question,
  model: ReadonlyMap<string, ModelNumber>,
  askWith: (fixed: readonly Formula[]) => Promise<SolverAnswer>,
): Promise<Confirmed | string> {
  const { games, sweep, formulas } = question;
  const rational = await rationalModel(model, games.variables, askWith);
  if (rational === undefined) return 'the solver has a model, but only in irrational numbers, which no game here has';
  const values = rationalsOf(rational);
  const found = confirmedByIteration(asked, values);
  if (found !== undefined) return found;
  const { update } = asked.subject;
  if (update.kind === 'direction' && !isMatterOfDirection(asked.shape)) {
    return `${update.what} enters, and the order of the new ratios alone does not decide`;
  }
  if (asked.tie === 'any' && !['direction', 'quadratic'].includes(update.kind)) {
    const whole = rationalsOf((await rationalModel(rational, question.variables, askWith)) ?? rational);
    if (question.variables.every((name) => whole.has(name)) && formulas.every((formula) => holds(formula, whole))) {
      const byMaximiser = confirmedByMaximiser(asked, sweep, whole);
      if (byMaximiser !== undefined) return byMaximiser;
    }
  }
  const text = [...values].map(([name, value]) => `${name} = ${value}`).join(', ');
  throw new Error(`${nameOf(asked)}: the exact check does not confirm the solver's model ${text}`);
}

/** Throws Error unless the question with the wrong sign has a model, in the whole or in a case. */
async function checkTwin(asked: Asked, twin: Question, rlimit: number, ask: Ask): Promise<void> {
  const parts = [WHOLE, ...orderCases(asked)];
  for (const part of parts) {
    const { kind } = await ask(twin, part, rlimit, 'twin: ');
    if (kind === 'sat') return;
    if (kind === 'unsat' && part === WHOLE) break;
  }
  throw new Error(`${nameOf(asked)}: "none", but its twin with the wrong sign has no model either`);
}

/** "joint clip-turn:1/5 reverse full: monotone on two-turns, tie stay". */
function nameOf({ subject, column, shape, tie }: Asked): string {
  return `${subject.name}: ${column} on ${shape.id}, tie ${tie}`;
}
