import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { JSON_SYNTAX } from '../game/jsonText.js';
import { UsageError } from './usageError.js';

/** As in games, except where the cure is another one. Errors without a name here are not JSON in some other way. */
const SYNTAX: Readonly<Record<string, string>> = {
  ...JSON_SYNTAX,
  InvalidNumberFormat: 'this is not a JSON number',
  InvalidCommentToken: 'JSON has no comments; remove this',
};

/** A place in a JSON value: object keys and list positions from the top. */
export type JsonPath = readonly (string | number)[];

/**
 * A JSON value of settings or measurements, with the places of its parts. Unlike in games (`JsonText`), where a decimal
 * would be rounded silently, its numbers are doubles by nature.
 */
export class SettingsJson {
  private constructor(
    private readonly text: string,
    private readonly fileName: string,
    private readonly tree: Node,
    readonly value: unknown,
  ) {}

  /** Reads strict JSON. Throws UsageError, one line with the place, for comments, trailing commas and repeated keys. */
  static parse(text: string, fileName: string): SettingsJson {
    const errors: ParseError[] = [];
    let tree: Node | undefined;
    try {
      tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
    } catch (error) {
      // The parser calls itself for every level.
      if (!(error instanceof RangeError)) throw error;
      throw new UsageError(`${fileName}: nested far too deeply`, { cause: error });
    }
    const [first] = errors;
    if (tree === undefined || first !== undefined) {
      const message = first === undefined ? undefined : SYNTAX[printParseErrorCode(first.error)];
      throw problemAt(text, fileName, first?.offset ?? 0, message ?? 'this is not JSON');
    }
    const repeated = repeatedKey(tree);
    if (repeated !== undefined) {
      throw problemAt(text, fileName, repeated.offset, `the key "${String(repeated.value)}" is repeated; remove one`);
    }
    return new SettingsJson(text, fileName, tree, JSON.parse(text));
  }

  /** The error for a problem at `path`, as `file:line:column: message`; where there is no such place, at the closest. */
  problem(message: string, path: JsonPath): UsageError {
    for (let length = path.length; length > 0; length--) {
      const part = findNodeAtLocation(this.tree, path.slice(0, length));
      // At the key, if it has one.
      const place = part?.parent?.type === 'property' ? part.parent : part;
      if (place !== undefined) return problemAt(this.text, this.fileName, place.offset, message);
    }
    return problemAt(this.text, this.fileName, this.tree.offset, message);
  }
}

function problemAt(text: string, fileName: string, offset: number, message: string): UsageError {
  const before = text.slice(0, offset).split(/\r\n|\r|\n/);
  return new UsageError(`${fileName}:${before.length}:${before[before.length - 1].length + 1}: ${message}`);
}

/** The first key that its object has had before. */
function repeatedKey(tree: Node): Node | undefined {
  const seen = new Set<unknown>();
  for (const child of tree.children ?? []) {
    const key = tree.type === 'object' ? child.children?.[0] : undefined;
    if (key !== undefined && seen.has(key.value)) return key;
    seen.add(key?.value);
    const inner = repeatedKey(child);
    if (inner !== undefined) return inner;
  }
  return undefined;
}
