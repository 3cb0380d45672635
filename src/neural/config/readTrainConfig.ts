import { findNodeAtLocation, type ParseError, parseTree } from 'jsonc-parser';
import type { z } from 'zod';
import { NeuralError } from '../neuralError.js';
import { type TrainConfig, trainConfigSpec } from './trainConfig.js';

/**
 * Reads a training configuration from the text of a JSON file. Throws NeuralError with one line such as
 * `run.json:3:3: unknown key "batchContext" …`.
 */
export function readTrainConfig(text: string, fileName: string): TrainConfig {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const at = (offset: number, message: string): NeuralError => {
    const before = text.slice(0, offset).split('\n');
    return new NeuralError(`${fileName}:${before.length}:${before[before.length - 1].length + 1}: ${message}`);
  };
  if (tree === undefined || errors.length > 0)
    throw at(
      errors[0]?.offset ?? 0,
      'this is not JSON; strings and keys need double quotes, and there are no comments or trailing commas',
    );
  const result = trainConfigSpec.safeParse(JSON.parse(text));
  if (result.success) return result.data;
  const { message, path } = firstProblem(result.error.issues);
  for (let length = path.length; length > 0; length--) {
    const part = findNodeAtLocation(tree, path.slice(0, length));
    if (part !== undefined)
      throw at(
        part.type === 'property' || part.parent?.type !== 'property' ? part.offset : part.parent.offset,
        message,
      );
  }
  throw at(tree.offset, message);
}

interface Problem {
  readonly message: string;
  readonly path: readonly (string | number)[];
}

/** The most telling of zod's issues: a misspelt key is the likely cause of whatever else is wrong. */
function firstProblem(issues: readonly z.core.$ZodIssue[], base: readonly (string | number)[] = []): Problem {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  const path = [...base, ...issue.path.map((key) => (typeof key === 'number' ? key : String(key)))];
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys;
    const known =
      base.length === 0 && path.length === 0 ? `; the keys are ${Object.keys(trainConfigSpec.shape).join(', ')}` : '';
    return { message: `unknown key "${key}"${known}; remove or correct it`, path: [...path, key] };
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // The alternative that was meant is the one that fails deepest.
    const deepest = issue.errors.toSorted((a, b) => depth(b) - depth(a))[0];
    return firstProblem(deepest, path);
  }
  const name = path.at(-1);
  return { message: `${name === undefined ? '' : `"${name}": `}${issue.message}`, path };
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map(({ path, code }) => path.length + (code === 'unrecognized_keys' ? 1 : 0)));
}
