import { Rational } from '../exact/rational.js';
import { assemble, type GameHead } from './assemble.js';
import { checkedSpec } from './checkedSpec.js';
import { exactValue } from './exactSpec.js';
import { flatten } from './flatten.js';
import type { Game } from './game.js';
import { GameError } from './gameError.js';
import type { GameSpec, InformationSpec } from './gameSpec.js';
import type { Information } from './information.js';

/**
 * The game that `spec` describes. Throws GameError, with the place in the description as its `path`, for
 * anything that is not a game: a wrong shape, probabilities that are not positive or do not sum to 1, an
 * unknown node, a cycle, a repeated label, a discount outside (0, 1], a size beyond the limits (`limits.ts`).
 */
export function buildGame(spec: GameSpec): Game {
  return gameFromJson(spec);
}

/** As `buildGame`, for a value that may be anything, such as the content of a file. */
export function gameFromJson(value: unknown): Game {
  const spec = checkedSpec(value);
  return assemble(flatten(spec), headOf(spec)).game;
}

function headOf(spec: GameSpec): GameHead {
  const discount = exactValue(spec.discount ?? 1);
  if (discount.sign() <= 0 || discount.gt(Rational.ONE)) {
    throw new GameError(`the discount is ${discount}; it must be greater than 0 and at most 1`, ['discount']);
  }
  return {
    name: spec.name,
    description: spec.description ?? '',
    discount,
    information: informationOf(spec.information ?? 'full'),
  };
}

function informationOf(spec: InformationSpec): Information {
  if (spec === 'full') return { kind: 'full' };
  if ('truncated' in spec) return { kind: 'truncated', window: spec.truncated };
  if ('shared' in spec) return { kind: 'shared', window: spec.shared };
  return { kind: 'sets', sets: spec.sets };
}
