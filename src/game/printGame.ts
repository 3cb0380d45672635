import { type Game, NodeKind } from './game.js';
import type { ChanceEdgeSpec, EdgeSpec, GameSpec, InformationSpec, NodeSpec, TargetSpec } from './gameSpec.js';
import type { Information } from './information.js';
import { pathName, ROOT_NAME } from './pathName.js';
import { printJson } from './printJson.js';

/** How many nodes are written inside one another before the next gets an entry under "nodes". */
const INLINE_DEPTH = 40;

/** `game` as the text of a JSON file; `parseGame` reads the same game back, node numbers included. */
export function printGame(game: Game): string {
  return printJson(gameToSpec(game));
}

/**
 * `game` as a description, in canonical form: a node is written inside its parent when it has only one and
 * its name is the one that its labels give it (`pathName`); every other node is listed under "nodes".
 */
export function gameToSpec(game: Game): GameSpec {
  return new Printer(game).spec();
}

class Printer {
  private readonly parents: Int32Array;
  private readonly listed: number[] = [];
  private readonly isListed: Uint8Array;

  constructor(private readonly game: Game) {
    this.parents = new Int32Array(game.nodeCount);
    for (const to of game.child) this.parents[to] += 1;
    this.isListed = new Uint8Array(game.nodeCount);
  }

  spec(): GameSpec {
    const { game } = this;
    const root = game.nodeName[0] === ROOT_NAME ? this.node(0, true, 0) : this.reference(0);
    const nodes: [string, NodeSpec][] = [];
    // `listed` grows while its nodes are written.
    for (let n = 0; n < this.listed.length; n++) {
      const i = this.listed[n];
      nodes.push([game.nodeName[i], this.node(i, false, 0)]);
    }
    return {
      version: 1,
      name: game.name,
      ...(game.description === '' ? {} : { description: game.description }),
      ...(game.discount.toString() === '1' ? {} : { discount: game.discount.toString() }),
      ...(game.information.kind === 'full' ? {} : { information: informationSpec(game.information) }),
      root,
      ...(nodes.length === 0 ? {} : { nodes: Object.fromEntries(nodes) }),
    };
  }

  private reference(i: number): string {
    if (this.isListed[i] === 0) this.listed.push(i);
    this.isListed[i] = 1;
    return this.game.nodeName[i];
  }

  private node(i: number, inlineRoot: boolean, depth: number): NodeSpec {
    const { game } = this;
    if (game.kind[i] === NodeKind.terminal) return { reward: game.reward[i].toString() };
    const actions: EdgeSpec[] = [];
    const chance: ChanceEdgeSpec[] = [];
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      const edge = {
        label: game.label[e],
        ...(game.edgeReward[e].isZero() ? {} : { reward: game.edgeReward[e].toString() }),
        to: this.target(game.child[e], pathName(game.nodeName[i], game.label[e], inlineRoot), depth + 1),
      };
      if (game.kind[i] === NodeKind.decision) actions.push(edge);
      else chance.push({ probability: game.chance[e].toString(), ...edge });
    }
    return game.kind[i] === NodeKind.decision ? { actions } : { chance };
  }

  private target(i: number, inlineName: string, depth: number): TargetSpec {
    const shallow = depth <= INLINE_DEPTH || this.game.kind[i] === NodeKind.terminal;
    const inline = shallow && this.parents[i] === 1 && this.game.nodeName[i] === inlineName;
    return inline ? this.node(i, false, depth) : this.reference(i);
  }
}

function informationSpec(information: Information): InformationSpec {
  switch (information.kind) {
    case 'full':
      return 'full';
    case 'truncated':
      return { truncated: information.window };
    case 'shared':
      return { shared: information.window };
    case 'sets':
      return { sets: Object.fromEntries(Object.entries(information.sets).map(([set, nodes]) => [set, [...nodes]])) };
  }
}
