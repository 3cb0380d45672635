import { type Json, printJson } from '../game/printJson.js';
import { safe } from '../report/plainText.js';

/** Prints a result to stdout, and a line break unless it ends with one. (This is the one module that prints.) */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** The text of a result for machines; every such object has a `schemaVersion` and holds JSON values only. */
export function jsonText(result: { readonly schemaVersion: 1 } | object): string {
  return printJson(result as Json);
}

/** Prints one line about the run to stderr. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Prints an error to stderr as one line: whatever a file has put into the message, it cannot break the line. */
export function complain(message: string): void {
  note(`seeupo: ${safe(message)}`);
}

/** Colours on stdout: only on a terminal, and not when NO_COLOR is set (see no-color.org). */
export function hasColour(stream: { readonly isTTY?: boolean } = process.stdout, env = process.env): boolean {
  return stream.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}

/**
 * Lets a command finish its work when the reader of its output goes away (`seeupo … | head`): what is written
 * after that is dropped. Any other failure to write is thrown.
 */
export function tolerateClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
