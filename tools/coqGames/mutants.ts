/** A generated file with one wrong number. */
export interface Mutant {
  readonly name: string;
  readonly text: string;
}

/** A wrong number: where it stands, and the lemma that must fail because of it. */
interface Mutation {
  readonly name: string;
  /** The number is the last one between this text and the lemma's name or the definition's end. */
  readonly after: string;
  readonly until: string;
  readonly fails: string;
  /** What Coq says; default: the computed answer is not the stated one. */
  readonly error?: string;
}

const WRONG_NUMBER = 'Unable to unify';

const MUTATIONS: Readonly<Record<string, readonly Mutation[]>> = {
  Coordination: [
    { name: 'Reward', after: 'rewardQ :=', until: '|}.', fails: 'V_old_confirmed' },
    { name: 'SweptPolicy', after: 'Definition swept', until: ' h).', fails: 'swept_ok', error: 'No applicable tactic' },
    { name: 'Value', after: 'Definition V_old', until: '].', fails: 'V_old_confirmed' },
    { name: 'ActionValue', after: 'Definition Q_old', until: '].', fails: 'Q_old_confirmed' },
    { name: 'Advantage', after: 'Definition A_old', until: '].', fails: 'A_old_confirmed' },
    { name: 'OptimalValue', after: 'Definition V_best', until: '].', fails: 'V_best_confirmed' },
    { name: 'Return', after: 'Lemma J_swept_confirmed', until: 'Proof', fails: 'J_swept_confirmed' },
    { name: 'CarriedAdvantage', after: 'Definition M ', until: '].', fails: 'M_confirmed' },
  ],
  DelayedCredit: [
    { name: 'Value', after: 'Definition V_old', until: '].', fails: 'V_old_confirmed' },
    { name: 'Return', after: 'Lemma J_old_confirmed', until: 'Proof', fails: 'J_old_confirmed' },
    { name: 'CarriedAdvantage', after: 'Definition M ', until: '].', fails: 'M_confirmed' },
  ],
};

/** The mutants of the generated file `name` with the text `text`: one digit differs, and the first comment. */
export function mutantsOf(name: string, text: string): Mutant[] {
  const digits = (MUTATIONS[name] ?? []).map((mutation) => oneDigit(name, text, mutation));
  return name === 'Coordination' ? [...digits, anotherPolicy(name, text)] : digits;
}

/** Changes the last digit of the last numerator of the stretch. */
function oneDigit(file: string, text: string, { name, after, until, fails, error = WRONG_NUMBER }: Mutation): Mutant {
  const from = text.indexOf(after);
  const to = text.indexOf(until, from);
  const numerator = [...text.slice(from, to).matchAll(/\d(?= # )/g)].at(-1);
  if (from < 0 || to < 0 || numerator === undefined) throw new Error(`nothing to mutate after "${after}" in ${file}`);
  const at = from + numerator.index;
  const wrong = String((Number(text[at]) + 1) % 10);
  const what = `one digit after "${after.trim()}" is ${wrong} and not ${text[at]}`;
  return {
    name: `${file}${name}`,
    text: `${remark(file, what, fails, error)}${text.slice(0, at)}${wrong}${text.slice(at + 1)}`,
  };
}

/** Exchanges the two probabilities of one history: still a policy, but not the result of the sweep. */
function anotherPolicy(file: string, text: string): Mutant {
  const from = text.indexOf('Definition swept');
  const row = /\[(\d+ # \d+); (\d+ # \d+)\]\)/.exec(text.slice(from));
  if (row === null || row[1] === row[2]) throw new Error(`no two different probabilities to exchange in ${file}`);
  const at = from + row.index;
  const changed = `${text.slice(0, at)}[${row[2]}; ${row[1]}])${text.slice(at + row[0].length)}`;
  return {
    name: `${file}Sweep`,
    text: `${remark(file, 'the swept policy has two probabilities exchanged', 'sweep_confirmed', WRONG_NUMBER)}${changed}`,
  };
}

function remark(file: string, what: string, fails: string, error: string): string {
  return `(* MUTANT of generated/${file}.v: ${what}.
   This file must NOT compile.  Expected error, inside the proof of ${fails}: "${error}". *)
`;
}
