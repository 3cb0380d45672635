import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import ts from 'typescript';
import { projectFiles, ROOT } from '../sourceTree.js';
import { GROUPS } from './groups.js';

/** One small change of one source file. */
export interface Mutant {
  /** Stable while the changed text, its file and its place among equal texts of the file stay: survives moved lines. */
  readonly key: string;
  readonly group: string;
  readonly file: string;
  readonly line: number;
  readonly operator: string;
  /** The offsets of the text that `replacement` takes the place of. */
  readonly start: number;
  readonly end: number;
  readonly original: string;
  readonly replacement: string;
}

/** The files of a group, with forward slashes. */
export function filesOf(group: string): string[] {
  return GROUPS[group].flatMap((folder) => projectFiles(`src/${folder}`)).filter((file) => file.endsWith('.ts'));
}

/** `text` with the mutant in it. */
export function mutate(text: string, { start, end, replacement }: Mutant): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

type Change = Pick<Mutant, 'operator' | 'start' | 'end' | 'replacement'>;

/** All mutants of a group other than of strings: Stryker's, and those of calls that are arithmetic. */
export async function mutantsOf(group: string): Promise<Mutant[]> {
  const result: Mutant[] = [];
  for (const file of filesOf(group)) {
    const text = read(file);
    const times = new Map<string, number>();
    for (const change of [...(await strykers(file, text)), ...arithmeticCalls(file, text)]) {
      const original = text.slice(change.start, change.end);
      const identity = [file, change.operator, original, change.replacement].join('\n');
      const nth = times.get(identity) ?? 0;
      times.set(identity, nth + 1);
      const key = createHash('sha256').update(`${identity}\n${nth}`).digest('hex').slice(0, 12);
      const line = text.slice(0, change.start).split('\n').length;
      result.push({ ...change, key, group, file, line, original });
    }
  }
  return result;
}

const silent = () => undefined;
const quiet = (): boolean => false;
const logger = {
  ...{ trace: silent, debug: silent, info: silent, warn: silent, error: silent, fatal: silent },
  ...{ isTraceEnabled: quiet, isDebugEnabled: quiet, isInfoEnabled: quiet },
  ...{ isWarnEnabled: quiet, isErrorEnabled: quiet, isFatalEnabled: quiet },
};

/** The mutants of Stryker's published operators, strings and regular expressions left out. */
async function strykers(file: string, text: string): Promise<Change[]> {
  const options = { excludedMutations: [], ignorers: [], plugins: null };
  const { mutants } = await new Instrumenter(logger).instrument([{ name: file, content: text, mutate: true }], options);
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return mutants
    .filter(({ mutatorName }) => mutatorName !== 'StringLiteral' && mutatorName !== 'Regex')
    .map(({ mutatorName, location: { start, end }, replacement }) => ({
      operator: mutatorName,
      start: starts[start.line] + start.column,
      end: starts[end.line] + end.column,
      replacement,
    }));
}

const SWAPPED: Readonly<Record<string, string>> = { add: 'sub', sub: 'add', mul: 'div', div: 'mul' };

/** Exact arithmetic is called by name, which Stryker's operators leave alone: `add` and `sub`, `mul` and `div` swapped. */
function arithmeticCalls(file: string, text: string): Change[] {
  const result: Change[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { name } = node.expression;
      if (Object.hasOwn(SWAPPED, name.text))
        result.push({
          operator: 'ArithmeticCall',
          start: name.getStart(),
          end: name.end,
          replacement: SWAPPED[name.text],
        });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return result;
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

function parses(text: string): boolean {
  const { diagnostics } = ts.transpileModule(text, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  return diagnostics?.length === 0;
}

/**
 * `each` mutants of every part, drawn by the seed; a part after the other in turn, so that a run which is cut short has
 * some of each. A mutant's rank depends on its key and the seed alone, so that an edited source file changes only its own
 * part of the sample.
 */
export async function sample(seed: number, each: number): Promise<Mutant[]> {
  const rank = ({ key }: Mutant): string => createHash('sha256').update(`${seed}:${key}`).digest('hex');
  const drawn: Mutant[][] = [];
  for (const group of Object.keys(GROUPS)) {
    const ranked = (await mutantsOf(group)).map((mutant) => ({ mutant, rank: rank(mutant) }));
    ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
    const own: Mutant[] = [];
    for (const { mutant } of ranked) {
      if (own.length === each) break;
      if (parses(mutate(read(mutant.file), mutant))) own.push(mutant);
    }
    drawn.push(own);
  }
  return Array.from({ length: each }, (_, n) => drawn.flatMap((own) => own[n] ?? [])).flat();
}
