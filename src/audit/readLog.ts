import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { AuditError } from './auditError.js';
import { type LogHeader, type LogLine, type StepBatch, stepBatch } from './logRow.js';
import { parseHeader, parseJson, parseLine } from './parseLine.js';

const CHUNK = 1 << 20;

/** The lines of a text file, one after the other, in bounded memory. */
export function* textLines(path: string): Generator<string> {
  const descriptor = openSync(path, 'r');
  try {
    const decoder = new StringDecoder('utf8');
    const buffer = Buffer.alloc(CHUNK);
    let rest = '';
    for (;;) {
      const read = readSync(descriptor, buffer, 0, CHUNK, null);
      if (read === 0) break;
      const text = rest + decoder.write(buffer.subarray(0, read));
      let start = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
        yield text.slice(start, end);
        start = end + 1;
      }
      rest = text.slice(start);
    }
    rest += decoder.end();
    if (rest !== '') yield rest;
  } finally {
    closeSync(descriptor);
  }
}

/** A log whose first line was read: the run, and its steps in order. */
export interface OpenLog {
  readonly header: LogHeader;
  readonly steps: Iterable<StepBatch>;
}

/** Thrown while reading by step when a line belongs to a step that was passed already; read the log as a whole then. */
export class NotSorted extends Error {
  override readonly name = 'NotSorted';
}

/**
 * Opens the files of one run (one a rank, say); lines of one step are put together. By step at most one step is in
 * memory, and a log that is not sorted by step throws NotSorted; as a whole, all of it is. Throws AuditError for a line
 * that cannot be read; a last line that was cut off is left out.
 */
export function openLog(paths: readonly string[], reading: 'by-step' | 'whole'): OpenLog {
  const headers = paths.map(headerOf);
  const [header] = headers;
  const other = headers.findIndex((h) => JSON.stringify(h.config) !== JSON.stringify(header.config));
  if (other > 0) {
    throw new AuditError(
      `${paths[other]} has another configuration than ${paths[0]}; files that are audited together are of one run (compare runs with --against)`,
    );
  }
  return { header, steps: reading === 'by-step' ? sortedSteps(paths) : wholeSteps(paths) };
}

function headerOf(path: string): LogHeader {
  for (const text of textLines(path)) {
    if (text.trim() !== '') return parseHeader(parseJson(text, `${path}, line 1`), `${path}, line 1`);
  }
  throw new AuditError(`${path} is empty; a log's first line has "schema": "seeupo-log/1" and "config"`);
}

function* wholeSteps(paths: readonly string[]): Generator<StepBatch> {
  const bySteps = new Map<number, LogLine[]>();
  paths.forEach((path, index) => {
    const file = new Cursor(path, index);
    while (file.step < Infinity) {
      const own = bySteps.get(file.step);
      if (own === undefined) bySteps.set(file.step, file.take(file.step, []));
      else file.take(file.step, own);
    }
  });
  const steps = [...bySteps].sort(([a], [b]) => a - b);
  for (const [index, [step, lines]] of steps.entries()) {
    yield stepBatch(step, lines, { isFirst: index === 0, isLast: index === steps.length - 1 });
  }
}

function* sortedSteps(paths: readonly string[]): Generator<StepBatch> {
  const files = paths.map((path, index) => new Cursor(path, index));
  let step = Math.min(...files.map((file) => file.step));
  let isFirst = true;
  while (step < Infinity) {
    const lines: LogLine[] = [];
    for (const file of files) file.take(step, lines);
    const next = Math.min(...files.map((file) => file.step));
    if (next < step) throw new NotSorted(`step ${next} follows step ${step}`);
    yield stepBatch(step, lines, { isFirst, isLast: next === Infinity });
    isFirst = false;
    step = next;
  }
}

/** Reads a file's lines one ahead. */
class Cursor {
  readonly #lines: Generator<string>;
  #line = 0;
  #next: LogLine | undefined;

  constructor(
    private readonly path: string,
    private readonly file: number,
  ) {
    this.#lines = textLines(path);
    this.#advance();
  }

  /** The step of the next line, Infinity at the end. */
  get step(): number {
    return this.#next?.step ?? Infinity;
  }

  /** Moves the lines of `step` that come next to `into`. */
  take(step: number, into: LogLine[]): LogLine[] {
    while (this.#next?.step === step) {
      into.push(this.#next);
      this.#advance();
    }
    return into;
  }

  #advance(): void {
    for (;;) {
      const next = this.#lines.next();
      if (next.done === true) {
        this.#next = undefined;
        return;
      }
      this.#line += 1;
      const { value } = next;
      if (value.trim() === '') continue;
      const fields = this.#parsed(value);
      if (fields === undefined || fields['schema'] !== undefined) continue;
      this.#next = parseLine(fields, this.file, this.#line, this.#where());
      return;
    }
  }

  #where(): string {
    return `${this.path}, line ${this.#line}`;
  }

  /** A line that does not end is one that a killed run was writing: the last one may be. */
  #parsed(text: string): Record<string, unknown> | undefined {
    try {
      return parseJson(text, this.#where());
    } catch (error) {
      if (text.trimEnd().endsWith('}') || this.#lines.next().done !== true) throw error;
      return undefined;
    }
  }
}
