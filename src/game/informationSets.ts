import { type Game, labelsOf, NodeKind } from './game.js';
import { GameError } from './gameError.js';

type Structure = Omit<Game, 'infoSet' | 'infoSets' | 'infoSetName'>;
type Sets = Pick<Game, 'infoSet' | 'infoSets' | 'infoSetName'>;

/**
 * Groups the decision nodes by what the policy sees there (`Information`). The menu of actions is always
 * visible, so that all nodes of a set have the same labels in the same order.
 * Throws GameError for a window on a game that is not a tree (a shared node has several pasts), and for
 * listed sets that name an unknown node, name one twice, or mix menus.
 */
export function informationSets(game: Structure): Sets {
  const { information } = game;
  if (information.kind === 'full') return ownSets(game);
  const nameOf = information.kind === 'sets' ? listedNames(game, information.sets) : windowNames(game, information);
  return grouped(game, nameOf, information.kind !== 'sets');
}

function ownSets(game: Structure): Sets {
  const infoSet = new Int32Array(game.nodeCount).fill(-1);
  const infoSets: number[][] = [];
  const infoSetName: string[] = [];
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision) continue;
    infoSet[i] = infoSets.length;
    infoSets.push([i]);
    infoSetName.push(game.nodeName[i]);
  }
  return { infoSet, infoSets, infoSetName };
}

/** One set for each pair (name, menu); a second menu under one name gets its own set, or is an error where sets are listed. */
function grouped(game: Structure, nameOf: (i: number) => string, menusMayDiffer: boolean): Sets {
  const infoSet = new Int32Array(game.nodeCount).fill(-1);
  const infoSets: number[][] = [];
  const infoSetName: string[] = [];
  const numberOf = new Map<string, number>();
  const menusOf = new Map<string, number>();
  for (let i = 0; i < game.nodeCount; i++) {
    if (game.kind[i] !== NodeKind.decision) continue;
    const name = nameOf(i);
    const key = JSON.stringify([name, labelsOf(game, i)]);
    let set = numberOf.get(key);
    if (set === undefined) {
      const menus = (menusOf.get(name) ?? 0) + 1;
      if (menus > 1 && !menusMayDiffer) {
        throw new GameError(
          `information set "${name}" mixes nodes with different actions (node "${game.nodeName[i]}")`,
          ['information', 'sets', name],
        );
      }
      menusOf.set(name, menus);
      set = infoSets.length;
      numberOf.set(key, set);
      infoSets.push([]);
      infoSetName.push(menus === 1 ? name : `${name} #${menus}`);
    }
    infoSet[i] = set;
    infoSets[set].push(i);
  }
  return { infoSet, infoSets, infoSetName };
}

function listedNames(game: Structure, sets: Readonly<Record<string, readonly string[]>>): (i: number) => string {
  const node = new Map(game.nodeName.map((name, i) => [name, i]));
  const setOf = new Map<number, string>();
  for (const [set, members] of Object.entries(sets)) {
    members.forEach((member, position) => {
      const path = ['information', 'sets', set, position];
      const i = node.get(member);
      if (i === undefined) throw new GameError(`unknown node "${member}" in information set "${set}"`, path);
      if (game.kind[i] !== NodeKind.decision)
        throw new GameError(`node "${member}" is no decision node, so it has no information set`, path);
      if (setOf.has(i)) throw new GameError(`node "${member}" is in two information sets`, path);
      setOf.set(i, set);
    });
  }
  for (const set of Object.keys(sets)) {
    const i = node.get(set);
    if (i !== undefined && game.kind[i] === NodeKind.decision && setOf.get(i) === undefined) {
      throw new GameError(`information set "${set}" has the name of a node outside it; rename the set`, [
        'information',
        'sets',
        set,
      ]);
    }
  }
  return (i) => setOf.get(i) ?? game.nodeName[i];
}

function windowNames(
  game: Structure,
  information: { readonly kind: 'truncated' | 'shared'; readonly window: number },
): (i: number) => string {
  const { kind, window } = information;
  if (!game.isTree) {
    throw new GameError(`${kind} information needs a tree: a shared node has several pasts; unroll the game first`, [
      'information',
    ]);
  }
  const parentEdge = new Int32Array(game.nodeCount).fill(-1);
  const owner = new Int32Array(game.edgeCount);
  for (let i = 0; i < game.nodeCount; i++) {
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      parentEdge[game.child[e]] = e;
      owner[e] = i;
    }
  }
  return (i) => {
    const seen: string[] = [];
    let actions = 0;
    let at = i;
    while (at !== 0 && (actions < window || window >= game.turn[i] - 1)) {
      const e = parentEdge[at];
      at = owner[e];
      seen.unshift(quoted(game.label[e]));
      if (game.kind[at] === NodeKind.decision) actions += 1;
    }
    const turn = kind === 'truncated' ? `turn ${game.turn[i]}` : 'any turn';
    return seen.length === 0 ? turn : `${turn} after ${seen.join(', ')}`;
  };
}

/** Keeps two windows apart whose labels contain the separator, a quote, or the mark of a second menu. */
function quoted(label: string): string {
  return /[,"#]/.test(label) ? JSON.stringify(label) : label;
}
