import { type StepBatch, tokensOf } from './logRow.js';
import { type Pair, permutationOf } from './permutation.js';
import { type Candidate, fits, type Item, type Stage, type Value } from './stage.js';

/** A logged value beside what the claimed formula gives. */
export interface Difference {
  readonly place: string;
  readonly used: number;
  readonly expected: number;
  readonly tolerance: number;
  /** Index into the files of the log, and line. */
  readonly file: number;
  readonly line: number;
}

/** A formula other than the claimed one. */
export interface Explanation {
  readonly formula: string;
  readonly changes: readonly string[];
  /** Reproduces every row; every row from a step on; or just those rows that the claim does not. */
  readonly reproduces: 'every row' | 'every row from the first difference on' | 'the rows that differ';
}

/** What came out for one quantity. */
export interface StageReport {
  readonly quantity: string;
  readonly claimed: string;
  readonly checked: number;
  readonly differing: number;
  /** Values that could not be judged, by reason. */
  readonly undecidable: Readonly<Record<string, number>>;
  readonly first?: Difference | undefined;
  readonly largest?: Difference | undefined;
  readonly worst: readonly Difference[];
  /** Formulas that do reproduce the log, those with the fewest changes. */
  readonly explanations: readonly Explanation[];
  /** With an agreeing claim: changes that would give the same numbers in this log. */
  readonly notToldApart: readonly string[];
  readonly permuted?: { readonly pairs: readonly Pair[]; readonly explained: number } | undefined;
}

/** Work and memory of a search: tokens that are kept, and token evaluations. */
export interface SearchLimits {
  readonly windowTokens: number;
  readonly evaluations: number;
}

/** What `seeupo audit` searches with. */
export const SEARCH_LIMITS: SearchLimits = { windowTokens: 60_000, evaluations: 60_000_000 };

class Tally {
  checked = 0;
  differing = 0;
  readonly undecidable = new Map<string, number>();
  first: Difference | undefined;
  worst: Difference[] = [];
  /** The factors c for which c times the expected values are the used ones, as an interval. */
  #factors: readonly [number, number] = [-Infinity, Infinity];
  #told = 0;

  /** The one factor by which all values are off, if there is one. */
  get factor(): number | undefined {
    const [low, high] = this.#factors;
    return this.#told > 2 && low <= high ? (low + high) / 2 : undefined;
  }

  see(item: Item, value: Value, difference: () => Difference): boolean {
    if (Number.isNaN(value.expected)) {
      this.#skip('the log lacks what the formula needs');
      return true;
    }
    this.#seeFactor(item.used, value);
    if (fits(value, item.used)) {
      this.checked += 1;
      return true;
    }
    if (item.excuse !== undefined) {
      this.#skip(item.excuse.replace(/^group \S+ has/, 'a group has'));
      return true;
    }
    this.checked += 1;
    this.differing += 1;
    const own = difference();
    this.first ??= own;
    const last = this.worst.at(-1);
    if (this.worst.length < 10 || last === undefined || excess(own) > excess(last)) {
      this.worst.push(own);
      this.worst.sort((a, b) => excess(b) - excess(a));
      this.worst.length = Math.min(this.worst.length, 10);
    }
    return false;
  }

  #seeFactor(used: number, { expected, tolerance }: Value): void {
    if (Math.abs(expected) < 100 * tolerance || Number.isNaN(used)) return;
    const [a, b] = [(used - tolerance) / expected, (used + tolerance) / expected];
    const [low, high] = this.#factors;
    this.#factors = [Math.max(low, Math.min(a, b)), Math.min(high, Math.max(a, b))];
    this.#told += 1;
  }

  #skip(why: string): void {
    this.undecidable.set(why, (this.undecidable.get(why) ?? 0) + 1);
  }
}

function excess({ used, expected }: Difference): number {
  return Math.abs(used - expected);
}

interface Search<F> {
  readonly fromStep: number;
  readonly window: StepBatch[];
  tokens: number;
  /** Undefined while the window fills. */
  all?: Candidate<F>[] | undefined;
  /** Those that give every row from the first difference on, and those that give the rows that differ. */
  from?: Candidate<F>[] | undefined;
  differing?: Candidate<F>[] | undefined;
}

/** Runs one quantity over the steps of a log. */
export class StageRun<F> {
  readonly #tallies: Tally[];
  readonly #searches: Search<F>[] = [];
  #permuted = { pairs: [] as Pair[], explained: 0, differing: 0 };

  constructor(
    private readonly stage: Stage<F>,
    private readonly limits: SearchLimits | undefined,
  ) {
    this.#tallies = stage.readings.map(() => new Tally());
  }

  /** Takes the next step of the log. */
  see(step: StepBatch): void {
    const items = this.stage.items(step);
    if (items.length === 0) return;
    const hadDifference = this.#primary().tally.differing > 0;
    this.stage.readings.forEach((reading, k) => {
      items.forEach((item, i) => {
        const value = this.stage.value(reading, step, i);
        this.#tallies[k].see(item, value, () => differenceOf(step, item, value));
      });
    });
    const { tally, index } = this.#primary();
    if (tally.differing > 0) this.#seePermutation(step, items, index);
    if (this.limits === undefined) return;
    if (this.#searches.length === 0) this.#searches.push({ fromStep: step.step, window: [], tokens: 0 });
    if (tally.differing > 0 && !hadDifference && this.#searches.every(({ all }) => all !== undefined)) {
      this.#searches.push({ fromStep: step.step, window: [], tokens: 0 });
    }
    for (const search of this.#searches) this.#advance(search, step);
  }

  /** The result, when all steps were seen. */
  report(): StageReport {
    for (const search of this.#searches) if (search.all === undefined) this.#run(search);
    const { tally, index } = this.#primary();
    const claim = this.stage.readings[index];
    const explanations = tally.differing > 0 ? this.#explanations() : [];
    const told = tally.differing > 0 || tally.checked === 0 ? [] : (this.#searches[0]?.all ?? []);
    const { pairs, explained, differing } = this.#permuted;
    return {
      quantity: this.stage.name,
      claimed: this.stage.describe(claim),
      checked: tally.checked,
      differing: tally.differing,
      undecidable: Object.fromEntries(tally.undecidable),
      first: tally.first,
      largest: tally.worst[0],
      worst: tally.worst,
      explanations,
      notToldApart: told.filter(({ changes }) => changes.length === 1).map(({ changes }) => changes[0]),
      permuted: tally.differing > 0 && explained > 0 && 2 * explained >= differing ? { pairs, explained } : undefined,
    };
  }

  #primary(): { readonly tally: Tally; readonly index: number } {
    let index = 0;
    this.#tallies.forEach((tally, k) => {
      if (tally.differing < this.#tallies[index].differing) index = k;
    });
    return { tally: this.#tallies[index], index };
  }

  #seePermutation(step: StepBatch, items: readonly Item[], index: number): void {
    const reading = this.stage.readings[index];
    const values = items.map((_, i) => this.stage.value(reading, step, i));
    const found = permutationOf(items, values);
    if (found === undefined) return;
    this.#permuted.explained += found.explained;
    this.#permuted.differing += found.differing;
    if (this.#permuted.pairs.length < 8)
      this.#permuted.pairs.push(...found.pairs.slice(0, 8 - this.#permuted.pairs.length));
  }

  #advance(search: Search<F>, step: StepBatch): void {
    if (search.all === undefined) {
      search.window.push(step);
      search.tokens += tokensOf(step);
      if (search.tokens >= (this.limits?.windowTokens ?? 0)) this.#run(search);
      return;
    }
    search.all = search.all.filter(({ formula }) => this.#fitsStep(formula, step));
    search.from = search.from?.filter(({ formula }) => this.#fitsStep(formula, step));
    search.differing = search.differing?.filter(({ formula }) => this.#fitsDiffering(formula, step));
  }

  #run(search: Search<F>): void {
    const { index, tally } = this.#primary();
    const claim = this.stage.readings[index];
    const isWrong = tally.differing > 0;
    const [all, from, differing]: [Candidate<F>[], Candidate<F>[], Candidate<F>[]] = [[], [], []];
    const firstWrong = search.window.findIndex((step) => !this.#fitsStep(claim, step));
    const later = firstWrong < 1 ? [] : search.window.slice(firstWrong);
    let spent = 0;
    const cost = Math.max(1, search.tokens / Math.max(1, search.window.length));
    let least = Infinity;
    for (const candidate of search.window.length === 0 ? [] : this.stage.family(claim, search.window[0])) {
      const { changes, formula } = candidate;
      // More changes are looked at only where fewer explain nothing.
      if (changes.length > 1 && (!isWrong || all.length > 0 || spent > (this.limits?.evaluations ?? 0))) break;
      if (changes.length > least) break;
      spent += cost;
      if (search.window.every((step) => this.#fitsStep(formula, step))) {
        all.push(candidate);
        least = changes.length;
      } else if (later.length > 0 && changes.length === 1 && later.every((step) => this.#fitsStep(formula, step))) {
        from.push(candidate);
      } else if (isWrong && changes.length === 1 && search.window.every((step) => this.#fitsDiffering(formula, step))) {
        differing.push(candidate);
      }
    }
    search.all = all;
    search.from = from;
    search.differing = differing;
    search.window.length = 0;
  }

  #fitsStep(formula: F, step: StepBatch): boolean {
    const items = this.stage.items(step);
    let [known, judged] = [0, 0];
    for (const [i, { used, excuse }] of items.entries()) {
      if (excuse !== undefined) continue;
      judged += 1;
      const value = this.stage.value(formula, step, i);
      if (Number.isNaN(value.expected)) continue;
      if (!fits(value, used)) return false;
      known += 1;
    }
    // A formula that the log cannot be asked about explains nothing.
    return judged === 0 || known > 0;
  }

  /** Does it give the values that the claim does not? True where the claim gives all. */
  #fitsDiffering(formula: F, step: StepBatch): boolean {
    const claim = this.stage.readings[this.#primary().index];
    for (const [i, { used, excuse }] of this.stage.items(step).entries()) {
      if (excuse !== undefined || fits(this.stage.value(claim, step, i), used)) continue;
      const value = this.stage.value(formula, step, i);
      if (Number.isNaN(value.expected) || !fits(value, used)) return false;
    }
    return true;
  }

  #explanations(): Explanation[] {
    const words = (found: readonly Candidate<F>[] | undefined, reproduces: Explanation['reproduces']): Explanation[] =>
      (found ?? []).map(({ formula, changes }) => ({ formula: this.stage.describe(formula), changes, reproduces }));
    const [first, second] = this.#searches;
    const found = [
      words(first?.all, 'every row'),
      words(second?.all ?? first?.from, 'every row from the first difference on'),
      words(second?.from ?? second?.differing ?? first?.differing, 'the rows that differ'),
    ].find(({ length }) => length > 0);
    if (found !== undefined) return found;
    const factor = this.#primary().tally.factor;
    if (factor === undefined) return [];
    const text = `${Number(factor.toPrecision(6))} times the claimed value`;
    return [{ formula: text, changes: [`every value is ${text}`], reproduces: 'every row' }];
  }
}

function differenceOf({ step }: StepBatch, { row, call, used }: Item, { expected, tolerance }: Value): Difference {
  const at = row ?? call?.line;
  const names = [
    `step ${step}`,
    ...(at?.update === undefined ? [] : [`update ${at.update}`]),
    ...(at?.micro === undefined ? [] : [`micro ${at.micro}`]),
    ...(at?.turn === undefined || row !== undefined ? [] : [`turn ${at.turn}`]),
    ...(row === undefined ? [] : [row.trajectory, ...(row.turn === undefined ? [] : [`turn ${row.turn}`])]),
  ];
  return { place: names.join(', '), used, expected, tolerance, file: at?.file ?? 0, line: at?.line ?? 0 };
}
