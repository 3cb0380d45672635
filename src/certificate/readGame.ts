import { type Edge, type Game, gameOf, type Node } from './game.js';
import { listOf, members, textOf } from './json.js';
import { fractionOf, isLess, isZero, ONE, sub, sum, ZERO } from './number.js';
import { Rejected } from './refusal.js';
import { informationOf } from './rules.js';

const KINDS = ['reward', 'actions', 'chance'];

/** Reads the JSON of a game (format version 1), with the names that its nodes have there. Rejects what is none. */
export function readGame(value: unknown): Game {
  const more = ['$schema', 'description', 'discount', 'information', 'nodes'];
  const spec = members(value, 'game', ['version', 'name', 'root'], more);
  if (spec.get('version') !== 1) throw new Rejected('game: its version is not 1');
  const gamma = fractionOf(spec.get('discount') ?? 1, 'discount');
  if (gamma.sign() !== 1 || isLess(ONE, gamma)) throw new Rejected('discount: not in (0, 1]');
  const listed = members(spec.get('nodes') ?? {}, 'nodes');
  const nodes = new Map<string, Node | undefined>(); // undefined while the edges are read
  const read = (target: unknown, inlineName: string): Node => {
    const inline = typeof target !== 'string';
    const name = inline ? inlineName : target;
    const known = nodes.get(name);
    if (!inline && known !== undefined) return known;
    if (nodes.has(name) || listed.has(name) === inline)
      throw new Rejected(`node ${name}: missing, twice, or in a cycle`);
    nodes.set(name, undefined);
    const content = members(inline ? target : listed.get(name), `node ${name}`);
    const kind = KINDS.find((key) => content.has(key));
    if (kind === undefined || content.size > 1) throw new Rejected(`node ${name}: not one of ${KINDS.join(', ')}`);
    const prefix = inline && name === 'root' ? '' : `${name}.`;
    const edges = kind === 'reward' ? [] : listOf(content.get(kind), name).map((item) => edgeOf(item, kind, prefix));
    checkEdges(name, kind, edges);
    const reward = kind === 'reward' ? fractionOf(content.get(kind), name) : ZERO;
    const node: Node = { name, kind, reward, edges, turn: 0, set: '' };
    nodes.set(name, node);
    return node;
  };
  const edgeOf = (item: unknown, kind: string, prefix: string): Edge => {
    const random = kind === 'chance' ? ['probability'] : [];
    const edge = members(item, `an edge at ${prefix}`, ['label', 'to', ...random], ['reward']);
    const label = textOf(edge.get('label'), 'label');
    return {
      label,
      to: read(edge.get('to'), prefix + (label === 'root' || /[."]/.test(label) ? JSON.stringify(label) : label)),
      reward: fractionOf(edge.get('reward') ?? 0, 'reward'),
      probability: kind === 'chance' ? fractionOf(edge.get('probability'), 'probability') : ZERO,
    };
  };
  const root = read(spec.get('root'), 'root');
  for (const name of listed.keys()) if (!nodes.has(name)) throw new Rejected(`node ${name}: never reached`);
  return gameOf(root, gamma, informationOf(spec.get('information') ?? 'full', nodes));
}

function checkEdges(name: string, kind: string, edges: readonly Edge[]): void {
  const labels = new Set(edges.map(({ label }) => label));
  if (labels.size < Math.max(edges.length, kind === 'reward' ? 0 : 1))
    throw new Rejected(`node ${name}: no edge, or one twice`);
  const masses = edges.map(({ probability }) => probability);
  if (kind === 'chance' && (masses.some((mass) => mass.sign() !== 1) || !isZero(sub(sum(masses), ONE))))
    throw new Rejected(`node ${name}: its probabilities are no distribution`);
}
