import { GameError } from './gameError.js';
import { GAME_KEYS, gameSpec, type GameSpec } from './gameSpec.js';
import { MAX_DESCRIPTION, MAX_NESTING } from './limits.js';
import { shapeProblem } from './shapeProblem.js';

/**
 * `value` as a game description of the right shape (`gameSpec`); what it means is not checked yet.
 * Throws GameError with the first problem and its path.
 */
export function checkedSpec(value: unknown): GameSpec {
  checkExtent(value);
  const result = gameSpec.safeParse(value);
  if (result.success) return result.data;
  const { message, path } = shapeProblem(result.error, value, GAME_KEYS);
  throw new GameError(message, path);
}

/** Keeps everything after it off the end of the stack and of memory: a program may even nest an object in itself. */
function checkExtent(value: unknown): void {
  const stack: { readonly part: unknown; readonly depth: number }[] = [{ part: value, depth: 0 }];
  let parts = 0;
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { part, depth } = top;
    if (typeof part !== 'object' || part === null) continue;
    if (depth > MAX_NESTING) {
      throw new GameError(
        `the description is nested more than ${MAX_NESTING} levels deep; list deep nodes under "nodes" and refer to them by name`,
      );
    }
    parts += 1;
    if (parts > MAX_DESCRIPTION) {
      throw new GameError(`the description has more than ${MAX_DESCRIPTION} lists and objects; use shared nodes`);
    }
    for (const inner of Object.values(part)) stack.push({ part: inner, depth: depth + 1 });
  }
}
