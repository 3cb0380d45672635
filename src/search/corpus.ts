import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { fromTree, type TreeNode, toTree } from '../claims/generate/instanceTree.js';
import type { Instance } from '../claims/instance.js';
import { ExactError } from '../exact/exactError.js';
import { Rational } from '../exact/rational.js';
import { gameFromJson } from '../game/buildGame.js';
import { NodeKind } from '../game/game.js';
import { GameError } from '../game/gameError.js';
import { gameSpec } from '../game/gameSpec.js';
import type { GuaranteeRegime } from '../guarantees/guarantee.js';
import { PolicyError } from '../policy/policyError.js';
import { policyFromJson, policySpec } from '../policy/policyFile.js';
import { hasFullSupport } from '../policy/policy.js';
import { INFORMATION } from './world.js';

/** Known counterexamples, each as a game with a policy (corpus/corpus.json). */
export const corpusSpec = z
  .strictObject({
    version: z.literal(1),
    instances: z.array(
      z.strictObject({
        from: z.string().meta({ description: 'What it was a counterexample to, or where it was published.' }),
        game: gameSpec,
        policy: policySpec,
      }),
    ),
  })
  .meta({ title: 'A corpus of games with policies' });

/** The JSON form of a corpus (schemas/corpus.schema.json). */
export type Corpus = z.infer<typeof corpusSpec>;

let stored: Corpus | undefined;

/** The corpus that comes with this version. */
export function ownCorpus(): Corpus {
  stored ??= corpusSpec.parse(JSON.parse(readFileSync(new URL('../../corpus/corpus.json', import.meta.url), 'utf8')));
  return stored;
}

const known = new WeakMap<Corpus, Map<string, readonly Instance[]>>();

/**
 * The instances of a corpus in a regime: each as it is, with what the policy sees replaced, and in other guises (rewards
 * at other scales, a constant added, an action listed twice, another turn before it). What is no game or policy of full
 * support there is left out.
 */
export function corpusIn(corpus: Corpus, { information, turns }: GuaranteeRegime): readonly Instance[] {
  let regimes = known.get(corpus);
  if (regimes === undefined) known.set(corpus, (regimes = new Map<string, readonly Instance[]>()));
  const key = `${information}/${turns}`;
  let instances = regimes.get(key);
  if (instances === undefined) {
    const trees = corpus.instances.flatMap((entry) => treeOf(entry) ?? []);
    const guises = [(tree: Tree): Tree => tree, ...(turns === 'multi' ? [...GUISES, ...LONGER] : GUISES)];
    instances = guises.flatMap((guise) => trees.flatMap((tree) => instanceIn(guise(tree), information, turns) ?? []));
    regimes.set(key, instances);
  }
  return instances;
}

/** A game with its policy "old", as a tree. */
interface Tree {
  readonly root: TreeNode;
  readonly discount: Rational;
}

function treeOf({ game: spec, policy }: Corpus['instances'][number]): Tree | undefined {
  const game = gameFromJson(spec);
  if (!game.isTree) return undefined;
  const old = policyFromJson(game, policy);
  return { root: toTree({ game, policies: { old }, parameters: {} }), discount: game.discount };
}

function instanceIn(
  { root, discount }: Tree,
  information: GuaranteeRegime['information'],
  turns: GuaranteeRegime['turns'],
): Instance | undefined {
  try {
    const head = { name: 'known game', discount, information: INFORMATION[information] };
    const { game, policies } = fromTree(root, head, ['old']);
    if (game.turns === 0 || (turns === 'single' && game.turns > 1) || !hasFullSupport(policies['old']))
      return undefined;
    return { game, policies, parameters: { tie: 'stay', seed: '1' } };
  } catch (error) {
    if (error instanceof GameError || error instanceof PolicyError || error instanceof ExactError) return undefined;
    throw error;
  }
}

/** The same game in another guise. */
type Guise = (tree: Tree) => Tree;

function mapRewards(node: TreeNode, leaf: (r: Rational) => Rational, edge: (r: Rational) => Rational): TreeNode {
  return {
    ...node,
    reward: node.kind === NodeKind.terminal ? leaf(node.reward) : node.reward,
    edges: node.edges.map((e) => ({ ...e, reward: edge(e.reward), child: mapRewards(e.child, leaf, edge) })),
  };
}

const scaled =
  (factor: Rational): Guise =>
  ({ root, discount }) => {
    const by = (r: Rational): Rational => r.mul(factor);
    return { root: mapRewards(root, by, by), discount };
  };

const shifted =
  (constant: Rational): Guise =>
  ({ root, discount }) => ({
    root: mapRewards(
      root,
      (r) => r.add(constant),
      (r) => r,
    ),
    discount,
  });

/** The first action of every decision listed twice, each with half of its probability. */
const duplicated: Guise = ({ root, discount }) => {
  const twice = (node: TreeNode): TreeNode => {
    const edges = node.edges.map((edge) => ({ ...edge, child: twice(edge.child) }));
    if (node.kind !== NodeKind.decision) return { ...node, edges };
    const half = { old: edges[0].policies['old'].div(Rational.of(2)) };
    const first = { ...edges[0], policies: half };
    return { ...node, edges: [first, ...edges.slice(1), { ...first, label: `${first.label} again` }] };
  };
  return { root: twice(root), discount };
};

const GUISES: readonly Guise[] = [
  ...['8', '1/8', '1/2', '2', '1/64', '64'].map((text) => scaled(Rational.parse(text))),
  shifted(Rational.of(5)),
  shifted(Rational.of(-3)),
  duplicated,
];

/** A turn before the game in which nothing is chosen. */
const afterNothing: Guise = ({ root, discount }) => ({
  root: {
    kind: NodeKind.decision,
    reward: Rational.ZERO,
    edges: [
      { label: 'go', reward: Rational.ZERO, chance: Rational.ZERO, policies: { old: Rational.ONE }, child: root },
    ],
  },
  discount,
});

/** A turn before the game in which it may be declined, for nothing. */
const afterChoice: Guise = ({ root, discount }) => {
  const half = { old: Rational.of(1, 2) };
  const none: TreeNode = { kind: NodeKind.terminal, reward: Rational.ZERO, edges: [] };
  const edge = { reward: Rational.ZERO, chance: Rational.ZERO, policies: half };
  return {
    root: {
      kind: NodeKind.decision,
      reward: Rational.ZERO,
      edges: [
        { ...edge, label: 'play', child: root },
        { ...edge, label: 'decline', child: none },
      ],
    },
    discount,
  };
};

const LONGER: readonly Guise[] = [afterNothing, afterChoice];
