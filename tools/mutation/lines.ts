import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

/** The entries of a file of JSON lines; none without the file. A last line that a kill cut off is removed from it. */
export function readLines<Entry>(file: string): Entry[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) writeFileSync(file, whole);
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Entry);
}

/** Adds one entry. */
export function addLine(file: string, entry: unknown): void {
  appendFileSync(file, `${JSON.stringify(entry)}\n`);
}
