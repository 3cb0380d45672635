import {
  createScanner,
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { fractionHint } from './exactSpec.js';
import { GameFileError } from './gameFileError.js';
import { MAX_NESTING } from './limits.js';

/** The parser's names of errors, in words that say what to do. */
export const JSON_SYNTAX: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is not JSON; strings need double quotes',
  InvalidNumberFormat: 'this is not a JSON number; write exact numbers as strings such as "3/10"',
  PropertyNameExpected: 'a key in double quotes is expected here; remove a trailing comma',
  ValueExpected: 'a value is expected here; remove a trailing comma or write the value',
  ColonExpected: 'a colon is expected here, between key and value',
  CommaExpected: 'a comma is expected before this',
  CloseBraceExpected: 'a closing brace } is missing here',
  CloseBracketExpected: 'a closing bracket ] is missing here',
  EndOfFileExpected: 'the file should end here; remove what follows',
  InvalidCommentToken: 'JSON has no comments; use "description"',
  UnexpectedEndOfString: 'this string does not end; close it with a double quote',
};

/** A JSON value with the places of its parts, so that errors found later can name line and column. */
export class JsonText {
  private constructor(
    private readonly text: string,
    private readonly fileName: string,
    private readonly tree: Node,
    readonly value: unknown,
  ) {}

  /**
   * Reads strict JSON. Throws GameFileError for comments, trailing commas, repeated keys, numbers that are no
   * plain integers (a double would silently round them), and nesting beyond MAX_NESTING.
   */
  static parse(text: string, fileName: string): JsonText {
    checkNesting(text, fileName);
    const errors: ParseError[] = [];
    const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
    if (tree === undefined) throw problemAt(text, fileName, 0, 'the file holds no JSON value');
    for (const { error, offset } of errors) {
      throw problemAt(text, fileName, offset, JSON_SYNTAX[printParseErrorCode(error)] ?? 'this is not JSON');
    }
    for (const part of partsOf(tree)) checkPart(part, text, fileName);
    return new JsonText(text, fileName, tree, JSON.parse(text));
  }

  /** The error for a problem at `path`; where the path leads nowhere, at the closest part that exists. */
  problem(message: string, path: readonly (string | number)[]): GameFileError {
    for (let length = path.length; length > 0; length--) {
      const part = findNodeAtLocation(this.tree, path.slice(0, length));
      if (part !== undefined) return problemAt(this.text, this.fileName, part.offset, message);
    }
    return problemAt(this.text, this.fileName, this.tree.offset, message);
  }
}

/** `file:line:column: message`, both counted from 1. */
function problemAt(text: string, fileName: string, offset: number, message: string): GameFileError {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return new GameFileError(`${fileName}:${before.length}:${before[before.length - 1].length + 1}: ${message}`);
}

/** Before parsing: the parser is recursive. */
function checkNesting(text: string, fileName: string): void {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const first = text[scanner.getTokenOffset()];
    if (first === '{' || first === '[') depth += 1;
    if (first === '}' || first === ']') depth -= 1;
    if (depth > MAX_NESTING) {
      const message = `nested more than ${MAX_NESTING} levels deep; list deep nodes under "nodes" and refer to them by name`;
      throw problemAt(text, fileName, scanner.getTokenOffset(), message);
    }
  }
}

function* partsOf(tree: Node): Generator<Node> {
  const stack = [tree];
  for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
    yield part;
    for (let i = (part.children?.length ?? 0) - 1; i >= 0; i--) stack.push((part.children as Node[])[i]);
  }
}

function checkPart(part: Node, text: string, fileName: string): void {
  if (part.type === 'object') checkKeys(part, text, fileName);
  if (part.type !== 'number') return;
  const literal = text.slice(part.offset, part.offset + part.length);
  if (!/^-?\d+$/.test(literal) || !Number.isSafeInteger(Number(literal))) {
    const message = `${literal} is not exact in JSON; write it as a string, ${fractionHint(literal)}`;
    throw problemAt(text, fileName, part.offset, message);
  }
}

function checkKeys(part: Node, text: string, fileName: string): void {
  const seen = new Set<unknown>();
  for (const property of part.children ?? []) {
    const key = property.children?.[0];
    if (key === undefined) continue;
    if (seen.has(key.value))
      throw problemAt(text, fileName, key.offset, `the key "${key.value}" is repeated; remove one`);
    seen.add(key.value);
  }
}
