import { AlgorithmError } from '../algorithm/algorithmError.js';
import { shrinkInstance } from '../claims/generate/shrink.js';
import { Random, streamSeed } from '../claims/generate/random.js';
import type { Instance } from '../claims/instance.js';
import type { Outcome } from '../claims/outcome.js';
import type { Counterexample } from '../claims/search.js';
import { EstimateError } from '../estimate/estimateError.js';
import { GameError } from '../game/gameError.js';
import type { Examined, Guarantee, GuaranteeRegime } from '../guarantees/guarantee.js';
import { nearly, Trial } from '../guarantees/trial.js';
import { UncertainError } from '../exact/arithmetic.js';
import { TIES } from '../sweep/tie.js';
import { gamesFrom, pairsFrom } from './betweenEnds.js';
import { bisect, type Candidate, climb } from './climb.js';
import { lateInstances } from './smallShapes.js';
import { type Finding, Tally, type TieBreak } from './tally.js';
import { instancesIn } from './instances.js';
import { DEFAULT_CLIMB } from './runs.js';

/** How hard a search looks; everything that its result depends on besides the algorithm. */
export interface Budget {
  readonly seed: number;
  /** Random instances, after all small ones. */
  readonly runs: number;
  /** Instances that are tried before: known counterexamples. Default: none. */
  readonly first?: readonly Instance[];
  /** Neighbours that a guarantee's climb proposes for each 100 random instances. Default: `DEFAULT_CLIMB`. */
  readonly climb?: number;
}

/** The climb starts from so many instances at most. */
const STARTS = 40;
/** Every so many instances the iteration is followed to its rest, and another tie rule is tried where a step does not tell. */
const FOLLOWED = 4;
/** The first instances are decided exactly, so that it is known which numbers the algorithm returns. */
const EXACT_FIRST = 5;
/** Every so many instances a guarantee is asked that needs iterations of its own. */
const SELDOM = 2;

/** A guarantee under examination. */
interface Case {
  readonly guarantee: Guarantee;
  readonly tally: Tally;
  readonly ties: TieBreak[];
  /** The instances nearest to a violation, nearest first. */
  nearest: Candidate[];
  found?: Counterexample | undefined;
  /** What is known of it for good, since a guarantee is left at its first counterexample. */
  finding?: Finding | undefined;
  after?: number | undefined;
  reason?: string | undefined;
}

/**
 * Looks for a counterexample to each of the guarantees: known instances first if there are any, then all small ones of
 * the regime, random ones, and from those nearest to a violation downwards. Which instances are drawn depends on regime
 * and seed alone, so that all algorithms meet the same ones, and each iteration is computed once for all guarantees. The
 * tie rule "stay" is tried first; where an argmax was not unique others are tried as well. A guarantee is left at its
 * first counterexample, which is shrunk; `onFound` is called right then with the guarantee's number. What the step throws
 * is passed on, except that an algorithm may not be defined on a game.
 */
export function search(
  examined: Examined,
  guarantees: readonly Guarantee[],
  regime: GuaranteeRegime,
  { seed, runs, first = [], climb: proposals = DEFAULT_CLIMB }: Budget,
  onFound: (guarantee: number, finding: Finding) => void = () => undefined,
): Finding[] {
  const cases = casesOf(guarantees, regime);
  /** The guarantees that still stand; those that fell just now are reported. */
  const open = (): Case[] =>
    cases.filter((one) => {
      if (one.found === undefined) return true;
      if (one.finding === undefined) {
        one.finding = findingOf(examined, one);
        onFound(guarantees.indexOf(one.guarantee), one.finding);
      }
      return false;
    });
  let number = 0;
  for (const instance of first) visit(examined, open(), instance, number++, undefined);
  for (const { instance, random } of instancesIn(regime, seed, runs)) {
    if (open().length === 0) break;
    visit(examined, open(), instance, number++, random);
  }
  for (const one of open()) {
    climbFor(examined, one, regime, seed, Math.ceil((runs * proposals) / 100));
    open();
  }
  for (const instance of lateInstances(regime)) {
    if (open().length === 0) break;
    visit(examined, open(), instance, FOLLOWED * number++, undefined);
  }
  lookBetween(examined, cases, regime, seed, runs);
  return findingsOf(examined, guarantees, cases);
}

/** The same on these instances alone, each followed to its rest. Counterexamples are left as they are. */
export function tryInstances(
  examined: Examined,
  guarantees: readonly Guarantee[],
  regime: GuaranteeRegime,
  instances: readonly Instance[],
): Finding[] {
  const cases = casesOf(guarantees, regime);
  for (const instance of instances) {
    const open = cases.filter(({ found }) => found === undefined);
    if (open.length === 0) break;
    visit(examined, open, instance, FOLLOWED, undefined);
  }
  return guarantees.map((guarantee) => {
    const own = cases.find((one) => one.guarantee === guarantee);
    if (own === undefined) return { counts: new Tally().counts(), ties: [] };
    const { tally, ties, found, reason } = own;
    return {
      counts: tally.counts(),
      ties,
      ...(found === undefined ? {} : { counterexample: found }),
      ...(reason === undefined ? {} : { reason }),
    };
  });
}

function casesOf(guarantees: readonly Guarantee[], regime: GuaranteeRegime): Case[] {
  return guarantees
    .filter((guarantee) => guarantee.applies(regime))
    .map((guarantee): Case => ({ guarantee, tally: new Tally(), ties: [], nearest: [] }));
}

function findingsOf(examined: Examined, guarantees: readonly Guarantee[], cases: readonly Case[]): Finding[] {
  return guarantees.map((guarantee) => {
    const own = cases.find((one) => one.guarantee === guarantee);
    return own === undefined ? { counts: new Tally().counts(), ties: [] } : (own.finding ?? findingOf(examined, own));
  });
}

function findingOf(examined: Examined, { guarantee, tally, ties, found, after, reason }: Case): Finding {
  const shrunk = (one: Counterexample): Counterexample => smallest(examined, guarantee, one);
  return {
    counts: tally.counts(),
    ...(found === undefined ? {} : { counterexample: shrunk(found) }),
    ties: ties.map(({ tie, counterexample }) => ({ tie, counterexample: shrunk(counterexample) })),
    ...(after === undefined ? {} : { after }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Tries one instance on every guarantee that still stands. `random`: its number among the random ones. */
function visit(
  examined: Examined,
  cases: readonly Case[],
  instance: Instance,
  number: number,
  random: number | undefined,
): void {
  const follow = number % FOLLOWED === 0;
  const trials = new Map<string, Trial>();
  const looked = number < EXACT_FIRST ? { ...examined, quick: undefined } : examined;
  for (const one of cases) {
    if (one.guarantee.seldom === true && number % SELDOM !== 0) continue;
    const trial = trialOf(looked, one.guarantee, withIterations(one.guarantee, instance, follow), trials);
    const outcome = outcomeOf(one, trial);
    if (outcome === undefined) continue;
    one.tally.add(outcome);
    if (outcome.status === 'violated') {
      one.found = { instance: trial.instance, violation: outcome };
      one.after = random;
    } else if (outcome.status === 'holds') remember(one, trial);
  }
  const tied = [...trials.values()].some((trial) => trial.tied) || (examined.quick === undefined && follow);
  if (tied) tryOtherTie(examined, cases, instance, TIES[1 + (number % (TIES.length - 1))]);
}

/** A guarantee that follows the iteration far does so now and then only. */
function withIterations({ id }: Guarantee, instance: Instance, follow: boolean): Instance {
  if (id !== 'rests' || follow) return instance;
  return { ...instance, parameters: { ...instance.parameters, iterations: '1' } };
}

/** The trial of an instance; guarantees that look at the same instance share it, and so the iteration. */
function trialOf(examined: Examined, guarantee: Guarantee, instance: Instance, known: Map<string, Trial>): Trial {
  if (guarantee.prepare !== undefined) return new Trial(examined, guarantee.prepare(instance));
  const key = instance.parameters['iterations'] ?? '';
  const other = known.values().next().value;
  let trial = known.get(key);
  if (trial === undefined) known.set(key, (trial = new Trial(examined, instance, other)));
  return trial;
}

/** What a guarantee says of a trial; undefined where the algorithm is not defined on the game. */
function outcomeOf(one: Case, trial: Trial): Outcome | undefined {
  try {
    return one.guarantee.quick?.(trial) ?? one.guarantee.decide(trial);
  } catch (error) {
    if (error instanceof UncertainError) return { status: 'undecided', reason: error.message };
    if (!(error instanceof AlgorithmError || error instanceof EstimateError || error instanceof GameError)) throw error;
    one.tally.refused += 1;
    one.reason ??= error.message;
    return undefined;
  }
}

function tryOtherTie(examined: Examined, cases: readonly Case[], instance: Instance, tie: string): void {
  const tried: Instance = { ...instance, parameters: { ...instance.parameters, tie } };
  const trials = new Map<string, Trial>();
  for (const one of cases) {
    if (one.found !== undefined || one.ties.some((known) => known.tie === tie)) continue;
    const trial = trialOf(examined, one.guarantee, withIterations(one.guarantee, tried, false), trials);
    const outcome = outcomeOf(one, trial);
    if (outcome?.status === 'violated') {
      one.ties.push({ tie, counterexample: { instance: trial.instance, violation: outcome } });
    }
  }
}

/** Keeps the instances nearest to a violation, of different sizes of games so that they do not all look alike. */
function remember(one: Case, trial: Trial): void {
  const { margin } = one.guarantee;
  if (margin === undefined) return;
  const near: Candidate = { instance: trial.instance, margin: margin(trial) };
  if (!Number.isFinite(near.margin)) return;
  if (one.nearest.length === STARTS && near.margin >= one.nearest[STARTS - 1].margin) return;
  const alike = one.nearest.find(
    ({ instance, margin: known }) => instance.game.nodeCount === trial.game.nodeCount && known <= near.margin,
  );
  if (alike !== undefined) return;
  one.nearest = [...one.nearest, near].sort((a, b) => a.margin - b.margin).slice(0, STARTS);
}

/** The directed part of the search: from the nearest instances downwards. */
function climbFor(examined: Examined, one: Case, regime: GuaranteeRegime, seed: number, proposals: number): void {
  const { guarantee } = one;
  if (guarantee.margin === undefined || one.nearest.length === 0) return;
  const name = `climb/${guarantee.id}/${regime.information}/${regime.turns}`;
  const random = new Random(streamSeed(seed, name));
  const look = (instance: Instance): number | undefined => {
    const trial = new Trial(examined, guarantee.prepare?.(instance) ?? instance);
    const outcome = outcomeOf(one, trial);
    if (outcome === undefined) return undefined;
    one.tally.add(outcome);
    if (outcome.status === 'violated') one.found ??= { instance: trial.instance, violation: outcome };
    return outcome.status === 'holds' ? guarantee.margin?.(trial) : undefined;
  };
  const direction = (instance: Instance): -1 | 0 | 1 | undefined => {
    const trial = new Trial(examined, instance);
    const e = trial.game.firstEdge[trial.game.infoSets[0][0]];
    const moved = nearly((trial.quick() ?? trial.after()).policy.probability[e]) - trial.old.probability[e].toDouble();
    return moved === 0 ? 0 : moved > 0 ? 1 : -1;
  };
  const done = (): boolean => one.found !== undefined;
  const each = Math.ceil(proposals / STARTS);
  for (const start of one.nearest) {
    if (done()) return;
    const { instance } = climb(start, each, random, look, done);
    if (guarantee.id === 'fixed-point' || guarantee.id === 'rests') {
      for (let n = 0; n < 3 && !done(); n++) bisect(instance, random, direction, look, done);
    }
  }
}

/** Instances whose policies are one end of a pair. */
const ENDS = 60;

/**
 * Looks for standstills between two policies: from the counterexamples of other guarantees, where J falls, and from
 * games of one decision between two actions.
 */
function lookBetween(
  examined: Examined,
  cases: readonly Case[],
  regime: GuaranteeRegime,
  seed: number,
  runs: number,
): void {
  if (examined.depends === undefined) return;
  const wanted = cases.filter(({ guarantee, found }) => BETWEEN.includes(guarantee.id) && found === undefined);
  if (wanted.length === 0) return;
  const random = new Random(streamSeed(seed, `between/${regime.information}/${regime.turns}`));
  const fallen = cases.flatMap(({ guarantee, found }) =>
    guarantee.id === 'monotone' && found !== undefined ? [found.instance] : [],
  );
  const simple: Instance[] = [];
  for (const { instance } of instancesIn(regime, seed, runs)) {
    if (simple.length === ENDS) break;
    if (instance.game.edgeCount > 2 && instance.game.infoSets.length === 1) simple.push(instance);
  }
  for (const instance of [...fallen, ...simple]) {
    for (const pair of [...pairsFrom(instance, random), ...gamesFrom(instance)]) {
      for (const one of wanted) {
        if (one.found !== undefined) continue;
        const trial = new Trial(examined, pair);
        const outcome = outcomeOf(one, trial);
        if (outcome?.status === 'violated') one.found = { instance: pair, violation: outcome };
      }
    }
  }
}

const BETWEEN = ['fixed-point', 'rests'];

/** Shrinks greedily: as long as a simpler neighbour is violated too, goes on from it. */
export function smallest(examined: Examined, guarantee: Guarantee, found: Counterexample): Counterexample {
  const keep = found.instance.parameters;
  const parameters = (): Record<string, string[]> =>
    Object.fromEntries(Object.entries(keep).map(([name, text]) => [name, [text]]));
  for (const instance of shrinkInstance(found.instance, { parameters })) {
    const violation = violationOf(examined, guarantee, instance);
    if (violation !== undefined) return smallest(examined, guarantee, { instance, violation });
  }
  return found;
}

function violationOf(
  examined: Examined,
  guarantee: Guarantee,
  instance: Instance,
): Counterexample['violation'] | undefined {
  try {
    const outcome = guarantee.decide(new Trial(examined, guarantee.prepare?.(instance) ?? instance));
    return outcome.status === 'violated' ? outcome : undefined;
  } catch (error) {
    if (error instanceof UncertainError || error instanceof AlgorithmError) return undefined;
    if (error instanceof EstimateError || error instanceof GameError) return undefined;
    throw error;
  }
}
