import { isAbsolute, relative } from 'node:path';

/** A path as the user would write it: relative where it lies below the working directory. */
export function shownPath(path: string): string {
  const short = isAbsolute(path) ? relative(process.cwd(), path) : path;
  return short.startsWith('..') ? path : short;
}

/** What a user's code threw, and where: "TypeError: … (mine.ts:12:3)". One line; frames of other code are left out. */
export function thrownText(error: unknown, isUsers: (file: string) => boolean = isOutside): string {
  if (!(error instanceof Error)) return `${typeof error} ${String(error)}`.split('\n', 1)[0];
  const message = `${error.name}: ${error.message}`
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join(' ');
  const place = userPlace(error, isUsers);
  return place === undefined ? message : `${message} (${place})`;
}

/** "file:line:column" of the innermost frame of the user's own code, as the stack trace has it. */
function userPlace(error: Error, isUsers: (file: string) => boolean): string | undefined {
  for (const line of (error.stack ?? '').split('\n')) {
    const match = /(?:\(|at )(?:async )?((?:file:\/\/)?\/[^()]*?|[A-Za-z]:\\[^()]*?):(\d+):(\d+)\)?$/.exec(line.trim());
    if (match === null) continue;
    const file = decodeURI(match[1].replace(/^file:\/\//, '').replace(/\?.*$/, ''));
    if (isUsers(file)) return `${shownPath(file)}:${match[2]}:${match[3]}`;
  }
  return undefined;
}

const OWN = decodeURI(new URL('..', import.meta.url).pathname);

/** Is the file neither of this package nor of its dependencies? */
function isOutside(file: string): boolean {
  return !file.startsWith(OWN) && !file.includes('/node_modules/');
}
