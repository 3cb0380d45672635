import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What the hooks are told: where this package's own modules are, by the name under which they are imported. */
export interface HookData {
  readonly own: Readonly<Record<string, string>>;
}

interface Context {
  readonly parentURL?: string | undefined;
}
interface Resolved {
  readonly url: string;
  readonly format?: string | null | undefined;
  readonly shortCircuit?: boolean;
}

let own: HookData['own'] = {};

/** Called by Node, once, with what `register` was given. */
export function initialize(data: HookData): void {
  own = data.own;
}

/**
 * Node's resolution for the user's files, with two differences. `seeupo` is this very package, the one that runs the
 * check, wherever the file lies and whatever is installed there: its numbers are then the checker's numbers. And
 * TypeScript files, and JavaScript files that import or export, are modules, whatever the nearest package.json says;
 * './x.js' finds './x.ts'.
 */
export async function resolve(
  specifier: string,
  context: Context,
  next: (specifier: string, context: Context) => Promise<Resolved>,
): Promise<Resolved> {
  if (Object.hasOwn(own, specifier)) return { url: own[specifier], format: 'module', shortCircuit: true };
  const url = moduleFile(specifier, context.parentURL);
  return url === undefined ? next(specifier, context) : { url, format: 'module', shortCircuit: true };
}

/** The file that a relative path or a file: address means, if it is a TypeScript file or holds a JavaScript module. */
function moduleFile(specifier: string, parent: string | undefined): string | undefined {
  const isFile = specifier.startsWith('file:');
  if (!isFile && !(/^\.{0,2}\//.test(specifier) && parent?.startsWith('file:') === true)) return undefined;
  if (parent?.includes('/node_modules/') === true) return undefined;
  const { href, search } = new URL(specifier, parent);
  const plain = href.slice(0, href.length - search.length);
  // A file with exactly this name goes before one that the name could mean.
  const found = [plain, plain.replace(/\.(m?)js$/, '.$1ts'), `${plain}.ts`, `${plain}/index.ts`].find(isThere);
  const isModule = found !== undefined && (/\.m?ts$/.test(found) || (found.endsWith('.js') && hasModuleSyntax(found)));
  return isModule ? found + search : undefined;
}

function isThere(url: string): boolean {
  return statSync(fileURLToPath(url), { throwIfNoEntry: false })?.isFile() === true;
}

function hasModuleSyntax(url: string): boolean {
  return /^\s*(import|export)\b/m.test(readFileSync(fileURLToPath(url), 'utf8'));
}
