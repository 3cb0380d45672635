import type { Information, Node } from '../game.js';
import { listOf, members, textOf } from '../json.js';
import { Rejected } from '../refusal.js';

/** Information "sets": set → its nodes; a node that is not listed is a set of its own name. Rejects what is no partition. */
export function listedSets(value: unknown, nodes: ReadonlyMap<string, Node | undefined>): Information {
  const listed = new Map<string, string>();
  const menus = new Map<string, string>();
  for (const [set, names] of members(value, 'sets')) {
    for (const item of listOf(names, set)) {
      const name = textOf(item, set);
      const node = nodes.get(name);
      if (node?.kind !== 'actions' || listed.has(name)) throw new Rejected(`set ${set}: ${name} is no node, or twice`);
      const menu = JSON.stringify(node.edges.map(({ label }) => label));
      if ((menus.get(set) ?? menu) !== menu) throw new Rejected(`set ${set}: two menus of actions`);
      menus.set(set, menu);
      listed.set(name, set);
    }
  }
  for (const set of menus.keys())
    if (nodes.get(set)?.kind === 'actions' && !listed.has(set)) throw new Rejected(`set ${set}: named after another`);
  return { kind: 'sets', nameOf: ({ name }) => listed.get(name) ?? name };
}
