import { expectedReturn } from '../evaluate/expectedReturn.js';
import { type Game, NodeKind } from '../game/game.js';
import { counted, exactAndDecimal } from './numberText.js';
import { fields, safe } from './plainText.js';
import { type NamedPolicies, treeLines } from './treeLines.js';

/** Games of at most this many nodes are drawn whole. */
const DRAWN_WHOLE = 200;
/** Of a larger game, as many layers are drawn as fit into this many lines. */
const SUMMARY_LINES = 40;

/**
 * The game as a person would draw it: an indented tree with turn numbers, actions, what each policy does there,
 * chances, rewards, and V of each policy. A shared node is drawn once and referred to from elsewhere. Of a game
 * beyond 200 nodes only the first layers are drawn, and it says so.
 */
export function describeGame(game: Game, policies: NamedPolicies = {}): string {
  return `${describeHead(game, policies)}\n\n${drawGame(game, policies)}`;
}

/** Name, description, size, information and J of each policy. */
export function describeHead(game: Game, policies: NamedPolicies = {}): string {
  const returns = Object.entries(policies).map(
    ([name, policy]) => [`J(${safe(name)})`, exactAndDecimal(expectedReturn(policy).toString())] as const,
  );
  return fields([
    ['Game', safe(game.name)],
    ...(game.description === '' ? [] : [['About', safe(game.description)] as const]),
    ['Size', sizeOf(game)],
    ['Policy sees', informationText(game)],
    ...(game.discount.toString() === '1' ? [] : [['Discount', `γ = ${game.discount}`] as const]),
    ...returns,
  ]);
}

/** The drawing alone: the whole tree, or its first layers. */
export function drawGame(game: Game, policies: NamedPolicies = {}): string {
  if (game.nodeCount <= DRAWN_WHOLE) return treeLines(game, policies).join('\n');
  let shown = treeLines(game, policies, 1);
  for (let depth = 2; ; depth++) {
    const deeper = treeLines(game, policies, depth);
    if (deeper.length > SUMMARY_LINES || deeper.length === shown.length) break;
    shown = deeper;
  }
  return `${shown.join('\n')}\n(the first layers of ${counted(game.nodeCount, 'node')}; … stands for more below)`;
}

function sizeOf(game: Game): string {
  const count = (kind: number): number => game.kind.reduce((sum, k) => sum + (k === kind ? 1 : 0), 0);
  return [
    counted(game.turns, 'turn'),
    counted(game.nodeCount, 'node') +
      ` (${count(NodeKind.decision)} decision, ${count(NodeKind.chance)} chance, ${count(NodeKind.terminal)} terminal)`,
    ...(game.isTree ? [] : ['some shared by several paths']),
  ].join(', ');
}

/** What the policy sees, in words. */
export function informationText({ information, infoSets }: Game): string {
  const sets = counted(infoSets.length, 'information set');
  switch (information.kind) {
    case 'full':
      return 'the whole history (full information)';
    case 'truncated':
      return `the turn number and ${pastText(information.window)}: ${sets}`;
    case 'shared':
      return `${pastText(information.window)}, not the turn number (shared parameters): ${sets}`;
    case 'sets':
      return `which of ${sets} it is in`;
  }
}

function pastText(window: number): string {
  return window === 0 ? 'nothing of the past' : `the last ${counted(window, 'turn')}`;
}
