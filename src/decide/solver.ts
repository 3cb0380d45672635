import { Rational } from '../exact/rational.js';
import { installedZ3, Z3_INSTALL, Z3_PACKAGE, Z3_VERSION } from './z3Package.js';

/** The solver is not there, or does not load; one line with the fix. */
export class SolverError extends Error {
  override readonly name = 'SolverError';
}

/** A number of a model: exact, or irrational and enclosed. */
export type ModelNumber = Rational | { readonly low: Rational; readonly high: Rational };

/** What the solver says: a model, none, or that it gave up. */
export type SolverAnswer = (
  | { readonly kind: 'sat'; readonly model: ReadonlyMap<string, ModelNumber> }
  | { readonly kind: 'unsat' }
  | { readonly kind: 'unknown'; readonly reason: string }
) & {
  /** Resources that it took, in the solver's own units. */
  readonly used: number;
};

/** A solver that answers one question at a time. */
export interface Solver {
  readonly version: string;
  /**
   * Is there a model of these declarations and assertions (SMT-LIB 2, of real variables)? Gives up when the solver's
   * resource count, which does not depend on the machine or the time, exceeds `rlimit`; or when `signal` fires.
   */
  ask(script: string, variables: readonly string[], rlimit: number, signal?: AbortSignal): Promise<SolverAnswer>;
}

/** A pointer into the solver's memory. */
type Pointer = number;

/** What this program uses of the package, which is optional, so that its types may not be there. */
interface LowLevel {
  mk_config(): Pointer;
  del_config(config: Pointer): void;
  mk_context(config: Pointer): Pointer;
  del_context(context: Pointer): void;
  interrupt(context: Pointer): void;
  get_full_version(): string;
  global_param_set(name: string, value: string): void;
  mk_string_symbol(context: Pointer, name: string): Pointer;
  mk_real_sort(context: Pointer): Pointer;
  mk_const(context: Pointer, symbol: Pointer, sort: Pointer): Pointer;
  mk_params(context: Pointer): Pointer;
  params_inc_ref(context: Pointer, params: Pointer): void;
  params_set_uint(context: Pointer, params: Pointer, name: Pointer, value: number): void;
  mk_solver_for_logic(context: Pointer, logic: Pointer): Pointer;
  solver_inc_ref(context: Pointer, solver: Pointer): void;
  solver_dec_ref(context: Pointer, solver: Pointer): void;
  solver_set_params(context: Pointer, solver: Pointer, params: Pointer): void;
  solver_from_string(context: Pointer, solver: Pointer, text: string): void;
  solver_check(context: Pointer, solver: Pointer): Promise<-1 | 0 | 1>;
  solver_get_reason_unknown(context: Pointer, solver: Pointer): string;
  solver_get_model(context: Pointer, solver: Pointer): Pointer;
  solver_get_statistics(context: Pointer, solver: Pointer): Pointer;
  stats_inc_ref(context: Pointer, statistics: Pointer): void;
  stats_size(context: Pointer, statistics: Pointer): number;
  stats_get_key(context: Pointer, statistics: Pointer, n: number): string;
  stats_get_uint_value(context: Pointer, statistics: Pointer, n: number): number;
  model_inc_ref(context: Pointer, model: Pointer): void;
  model_eval(context: Pointer, model: Pointer, term: Pointer, completion: boolean): Pointer | null;
  get_numeral_string(context: Pointer, term: Pointer): string;
  is_algebraic_number(context: Pointer, term: Pointer): boolean;
  get_algebraic_number_lower(context: Pointer, term: Pointer, precision: number): Pointer;
  get_algebraic_number_upper(context: Pointer, term: Pointer, precision: number): Pointer;
  get_error_code(context: Pointer): number;
  get_error_msg(context: Pointer, code: number): string;
}

/** Irrational numbers of a model are enclosed to 10 to the power of minus this. */
const PRECISION = 30;

let loaded: Promise<Solver> | undefined;

/** The solver; loaded once. Throws SolverError with the command to install it where it is missing. */
export function loadSolver(): Promise<Solver> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Solver> {
  const version = installedZ3();
  if (version === undefined) {
    throw new SolverError(`the optional package ${Z3_PACKAGE} is not installed; to get it: ${Z3_INSTALL}`);
  }
  if (version !== Z3_VERSION) {
    throw new SolverError(
      `${Z3_PACKAGE} ${version} is installed, but answers are repeatable with ${Z3_VERSION} only; to get it: ${Z3_INSTALL}`,
    );
  }
  let z3: LowLevel;
  try {
    const name: string = Z3_PACKAGE;
    const { init } = (await import(name)) as { readonly init: () => Promise<{ readonly Z3: LowLevel }> };
    z3 = (await init()).Z3;
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    throw new SolverError(`the optional package ${Z3_PACKAGE} does not load (${why}); to get it: ${Z3_INSTALL}`, {
      cause: error,
    });
  }
  // The seeds' defaults, written down.
  for (const seed of ['smt.random_seed', 'sat.random_seed', 'nlsat.seed']) z3.global_param_set(seed, '0');
  // The solver runs on one thread of its own, so that one question at a time is asked of it.
  let last: Promise<unknown> = Promise.resolve();
  return {
    version: z3.get_full_version().replace(/^Z3 /, ''),
    ask: (script, variables, rlimit, signal) => {
      const answer = last.then(() => ask(z3, script, variables, rlimit, signal));
      last = answer.catch(() => undefined);
      return answer;
    },
  };
}

/**
 * Asks in a context of its own, so that no answer depends on earlier ones. The script is read at once: the package's own
 * `eval_smtlib2_string` frees the text while the solver's thread is still reading it.
 */
async function ask(
  z3: LowLevel,
  script: string,
  variables: readonly string[],
  rlimit: number,
  signal: AbortSignal | undefined,
): Promise<SolverAnswer> {
  if (signal?.aborted === true) return { kind: 'unknown', reason: 'stopped', used: 0 };
  const config = z3.mk_config();
  const context = z3.mk_context(config);
  z3.del_config(config);
  const symbol = (name: string): Pointer => z3.mk_string_symbol(context, name);
  const stop = (): void => z3.interrupt(context);
  try {
    const solver = z3.mk_solver_for_logic(context, symbol('QF_NRA'));
    z3.solver_inc_ref(context, solver);
    const params = z3.mk_params(context);
    z3.params_inc_ref(context, params);
    z3.params_set_uint(context, params, symbol('rlimit'), rlimit);
    z3.solver_set_params(context, solver, params);
    z3.solver_from_string(context, solver, script);
    const code = z3.get_error_code(context);
    if (code !== 0) throw new Error(`the solver does not read the question: ${z3.get_error_msg(context, code)}`);
    signal?.addEventListener('abort', stop);
    const result = await z3.solver_check(context, solver);
    const used = resourcesOf(z3, context, solver);
    if (result === -1) return { kind: 'unsat', used };
    if (result === 0) return { kind: 'unknown', reason: z3.solver_get_reason_unknown(context, solver), used };
    const model = z3.solver_get_model(context, solver);
    z3.model_inc_ref(context, model);
    const real = z3.mk_real_sort(context);
    const values = variables.map((name): [string, ModelNumber] => {
      const value = z3.model_eval(context, model, z3.mk_const(context, symbol(name), real), true);
      if (value === null) throw new Error(`the model has no value for ${name}`);
      return [name, numberOf(z3, context, value)];
    });
    return { kind: 'sat', model: new Map(values), used };
  } finally {
    signal?.removeEventListener('abort', stop);
    z3.del_context(context);
  }
}

function numberOf(z3: LowLevel, context: Pointer, value: Pointer): ModelNumber {
  const exact = (term: Pointer): Rational => Rational.parse(z3.get_numeral_string(context, term));
  if (!z3.is_algebraic_number(context, value)) return exact(value);
  return {
    low: exact(z3.get_algebraic_number_lower(context, value, PRECISION)),
    high: exact(z3.get_algebraic_number_upper(context, value, PRECISION)),
  };
}

function resourcesOf(z3: LowLevel, context: Pointer, solver: Pointer): number {
  const statistics = z3.solver_get_statistics(context, solver);
  z3.stats_inc_ref(context, statistics);
  for (let n = 0; n < z3.stats_size(context, statistics); n++) {
    if (z3.stats_get_key(context, statistics, n) === 'rlimit count') {
      return z3.stats_get_uint_value(context, statistics, n);
    }
  }
  return 0;
}
