/** A command of a transcript, and what is written below it. */
export interface Step {
  readonly kind: 'command';
  readonly command: string;
  readonly expected: readonly string[];
  /** Lines of the document: the first and past the last of `expected`, counted from 0. */
  readonly from: number;
  readonly to: number;
}

/** A file that the document shows, to be there for the commands below it. */
export interface ShownFile {
  readonly kind: 'file';
  readonly name: string;
  readonly text: string;
}

/**
 * Reads the executable parts of a Markdown document, in order. A fenced block "console" is a terminal session: a
 * line "$ command", then what it prints. A fenced block with a file name behind the language is that file.
 */
export function readTranscript(markdown: string): (Step | ShownFile)[] {
  const lines = markdown.split('\n');
  const parts: (Step | ShownFile)[] = [];
  for (let n = 0; n < lines.length; n++) {
    const fence = /^```(\S+)(?: (\S+))?$/.exec(lines[n]);
    if (fence === null) continue;
    const end = lines.indexOf('```', n + 1);
    if (end === -1) throw new Error(`the block of line ${n + 1} has no end`);
    const [, language, name] = fence;
    if (language === 'console') parts.push(...stepsBetween(lines, n + 1, end));
    else if (name !== undefined) parts.push({ kind: 'file', name, text: `${lines.slice(n + 1, end).join('\n')}\n` });
    n = end;
  }
  return parts;
}

function stepsBetween(lines: readonly string[], first: number, end: number): Step[] {
  const starts: number[] = [];
  for (let n = first; n < end; n++) if (lines[n].startsWith('$ ')) starts.push(n);
  return starts.map((start, k) => {
    const to = starts[k + 1] ?? end;
    return {
      kind: 'command',
      command: lines[start].slice(2),
      expected: lines.slice(start + 1, to),
      from: start + 1,
      to,
    };
  });
}

/** What a command did. */
export interface Result {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** A result as a transcript has it: standard output, then each line of standard error behind "2> ", then the exit code unless 0. */
export function shownLines({ stdout, stderr, code }: Result): string[] {
  return [
    ...linesOf(stdout),
    ...linesOf(stderr).map((line) => `2> ${line}`),
    ...(code === 0 ? [] : [`[exit ${code}]`]),
  ];
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** Do the lines match? An expected line "…" stands for any number of lines, and "…" within a line for any text. */
export function matches(expected: readonly string[], actual: readonly string[]): boolean {
  const [first, ...rest] = expected;
  if (first === undefined) return actual.length === 0;
  if (first === '…') return actual.some((_, n) => matches(rest, actual.slice(n))) || rest.length === 0;
  return actual[0] !== undefined && lineMatches(first, actual[0]) && matches(rest, actual.slice(1));
}

function lineMatches(expected: string, actual: string): boolean {
  const parts = expected.split('…').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'u').test(actual);
}

/** The document with the expected lines of the given steps replaced. */
export function rewritten(
  markdown: string,
  changes: readonly { readonly step: Step; readonly lines: readonly string[] }[],
): string {
  const lines = markdown.split('\n');
  for (const { step, lines: actual } of [...changes].sort((a, b) => b.step.from - a.step.from)) {
    lines.splice(step.from, step.to - step.from, ...actual);
  }
  return lines.join('\n');
}
