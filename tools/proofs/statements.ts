import { libraryOf } from './files.js';
import type { Entry } from './table.js';

/** The file that pins what each theorem of the table states, for a referee to read. */
export const STATEMENTS_FILE = 'STATEMENTS.md';

/** Between the answers of one run; no Coq output looks like it. */
const MARK = '@@@';

/** Under these imports the statements are printed: the definitions by their short names. */
const DEFINITIONS = ['Game', 'Update', 'Surrogate', 'Group', 'Rational', 'ClipRange', 'StopOrGo', 'Tables'];

const overMathcomp = ({ file }: Entry): boolean => file.startsWith('anyfield/');

/** Two Coq scripts that print the type of every theorem of the table after a marker: over the reals, over any field. */
export function statementScripts(table: readonly Entry[]): readonly [string, string] {
  const script = (entries: readonly Entry[], imports: readonly string[]): string => {
    const libraries = [...new Set(entries.map(({ library }) => library))].sort();
    const asked = entries.map(
      ({ library, theorem }) =>
        `Goal True. idtac "${MARK} ${library}.${theorem}". Abort.\nCheck ${library}.${theorem}.`,
    );
    return `${[...imports, ...libraries.map((library) => `Require ${library}.`), 'Set Printing Width 100.', ...asked].join('\n')}\n`;
  };
  const definitions = DEFINITIONS.map((name) => libraryOf(`definitions/${name}.v`)).join(' ');
  return [
    script(
      table.filter((entry) => !overMathcomp(entry)),
      [
        'From Coq Require Import Reals List.',
        'Import ListNotations.',
        `Require Import ${definitions}.`,
        'Open Scope R_scope.',
      ],
    ),
    script(table.filter(overMathcomp), [
      'From mathcomp Require Import all_ssreflect all_algebra.',
      'Import GRing.Theory Num.Theory.',
    ]),
  ];
}

/** What the scripts printed: the type of each theorem, by its full name. */
export function statementsByName(output: string): Map<string, string> {
  const answers = output.split(new RegExp(`^${MARK} `, 'm')).slice(1);
  return new Map(
    answers.map((answer) => {
      const [name, , ...lines] = answer.trimEnd().split('\n');
      const [first = '', ...others] = lines;
      const margin = Math.min(...others.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)), 7);
      return [name.trim(), [first.replace(/^\s*:\s*/, ''), ...others.map((line) => line.slice(margin))].join('\n')];
    }),
  );
}

/** The page: each claim's theorems and counterexamples, in words and as Coq has them. */
export function statementsPage(table: readonly Entry[], printed: ReadonlyMap<string, string>): string {
  const claims = [...new Set(table.map(({ claim }) => claim))];
  const parts = claims.flatMap((claim) => [
    `## ${claim}`,
    ...table
      .filter((entry) => entry.claim === claim)
      .map(({ theorem, file, library, statement, kind }) => {
        const type = printed.get(`${library}.${theorem}`) ?? '(not printed)';
        return `**${kind === 'theorem' ? 'Theorem' : 'Counterexample'}** [\`${theorem}\`](${file}): ${statement}\n\n\`\`\`coq\n${type}\n\`\`\``;
      }),
  ]);
  return `${[HEAD, ...parts].join('\n\n')}\n`;
}

const HEAD = `# The statements

What each theorem says, as Coq prints its type, for a reader who wants to judge the statements without the proofs. Written by \`npm run proofs -- --write\`; the gate compares it with what Coq prints, so that no statement changes unseen.

To believe: [\`Game.v\`](definitions/Game.v) (histories, policies, \`expect\`, \`value\`, \`optimalValue\`), [\`Update.v\`](definitions/Update.v) (\`isArgmax\`, drifts, sweeps), [\`Surrogate.v\`](definitions/Surrogate.v) (Eqs. 3–8), [\`Group.v\`](definitions/Group.v), [\`ClipRange.v\`](definitions/ClipRange.v) and [\`StopOrGo.v\`](definitions/StopOrGo.v); over any field [\`Model.v\`](anyfield/Model.v) and [\`Steps.v\`](anyfield/Steps.v). Names in a statement that are defined beside its theorem carry its library.`;
