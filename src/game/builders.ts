import { buildGame } from './buildGame.js';
import type { ExactSpec } from './exactSpec.js';
import type { Game } from './game.js';
import type { GameSpec, InformationSpec, NodeSpec, TargetSpec } from './gameSpec.js';

/** Where an edge leads, with the reward paid on the way. */
export interface Paid {
  readonly to: TargetSpec;
  readonly reward: ExactSpec;
}

/** What `game` takes beside the name and the root. */
export interface GameOptions {
  readonly description?: string;
  /** γ ∈ (0, 1]; default 1. */
  readonly discount?: ExactSpec;
  /** Default "full". */
  readonly information?: InformationSpec;
  /** Nodes that several edges refer to by name. */
  readonly nodes?: Readonly<Record<string, NodeSpec>>;
}

/** A terminal node that pays `reward`. */
export function terminal(reward: ExactSpec): NodeSpec {
  return { reward };
}

/**
 * A decision node: action label → the node (or the name of one) that it leads to. Labels that are integers
 * come first in JavaScript objects whatever the order of writing; pass pairs where the order matters.
 */
export function decision(
  actions: Readonly<Record<string, TargetSpec | Paid>> | readonly (readonly [string, TargetSpec | Paid])[],
): NodeSpec {
  const pairs = isPairs(actions) ? actions : Object.entries(actions);
  return { actions: pairs.map(([label, target]) => ({ label, ...edgeTo(target) })) };
}

/** A chance node: outcomes as [probability, label, node or the name of one]. */
export function chance(outcomes: readonly (readonly [ExactSpec, string, TargetSpec | Paid])[]): NodeSpec {
  return { chance: outcomes.map(([probability, label, target]) => ({ probability, label, ...edgeTo(target) })) };
}

/** An edge to `to` that pays `reward` on the way. */
export function paying(reward: ExactSpec, to: TargetSpec): Paid {
  return { to, reward };
}

/** The game that starts at `root`. Throws GameError as `buildGame`. */
export function game(name: string, root: TargetSpec, options: GameOptions = {}): Game {
  const { nodes, ...rest } = options;
  const spec: GameSpec = { version: 1, name, ...rest, root };
  return buildGame(nodes === undefined ? spec : { ...spec, nodes });
}

function isPairs<T>(
  actions: Readonly<Record<string, T>> | readonly (readonly [string, T])[],
): actions is readonly (readonly [string, T])[] {
  return Array.isArray(actions);
}

function edgeTo(target: TargetSpec | Paid): { to: TargetSpec; reward?: ExactSpec } {
  return typeof target === 'object' && 'to' in target ? { to: target.to, reward: target.reward } : { to: target };
}
