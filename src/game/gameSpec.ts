import { z } from 'zod';
import { exactSpec } from './exactSpec.js';

const label = z
  .string()
  .min(1, 'a label must not be empty')
  .meta({ description: 'The name of the action or outcome; unique among the edges of a node.' });
const nodeName = z.string().min(1, 'a node name must not be empty');
const edgeReward = exactSpec
  .optional()
  .meta({ description: 'Paid on the way, before the discount of this turn. Default 0.' });

const terminalSpec = z
  .strictObject({ reward: exactSpec })
  .meta({ id: 'terminal', description: 'The path ends and pays.' });

const edgeSpec = z
  .strictObject({
    label,
    get to(): typeof targetSpec {
      return targetSpec;
    },
    reward: edgeReward,
  })
  .meta({ id: 'action', description: 'An action: its label and where it leads.' });

const chanceEdgeSpec = z
  .strictObject({
    probability: exactSpec.meta({ description: 'Greater than 0; the outcomes of a node sum to exactly 1.' }),
    label,
    reward: edgeReward,
    get to(): typeof targetSpec {
      return targetSpec;
    },
  })
  .meta({ id: 'outcome', description: 'A chance outcome: its fixed probability, label, and where it leads.' });

const decisionSpec = z
  .strictObject({ actions: z.array(edgeSpec).min(1, 'a decision node needs at least one action') })
  .meta({ id: 'decision', description: 'The policy chooses an action.' });

const chanceSpec = z
  .strictObject({ chance: z.array(chanceEdgeSpec).min(1, 'a chance node needs at least one outcome') })
  .meta({ id: 'chance', description: 'The environment draws an outcome.' });

/** A node: exactly one of a reward, actions, or chance outcomes. */
export const nodeSpec = z
  .union([terminalSpec, decisionSpec, chanceSpec], {
    error: 'a node needs exactly one of "reward", "actions" and "chance"',
  })
  .meta({ id: 'node' });

const targetSpec = z
  .union([nodeName, nodeSpec], { error: 'an edge leads to a node or to the name of one' })
  .meta({ id: 'target', description: 'A node, or the name of one listed under "nodes".' });

const window = z.int().min(0, 'a window of turns is at least 0');
const informationSpec = z
  .union(
    [
      z.literal('full'),
      z.strictObject({ truncated: window }),
      z.strictObject({ shared: window }),
      z.strictObject({ sets: z.record(z.string().min(1), z.array(z.string())) }),
    ],
    {
      error: 'information is "full", {"truncated": turns}, {"shared": turns} or {"sets": {set: [nodes]}}',
    },
  )
  .meta({ id: 'information', description: 'What the policy sees at a decision node. Default "full".' });

/** The JSON format of a game. The type `GameSpec`, the validation and the published JSON Schema all come from here. */
export const gameSpec = z
  .strictObject({
    $schema: z.string().optional(),
    version: z.literal(1, 'the version of the game format is 1').meta({ description: 'The version of this format.' }),
    name: z.string().min(1, 'a game needs a name'),
    description: z.string().optional(),
    discount: exactSpec.optional().meta({
      description: 'In (0, 1]: the factor that each decision puts on everything after it. Default 1.',
    }),
    information: informationSpec.optional(),
    root: targetSpec,
    nodes: z
      .record(nodeName, nodeSpec)
      .optional()
      .meta({ description: 'Nodes by name, for those that edges refer to.' }),
  })
  .meta({ title: 'seeupo game', description: 'A finite multi-turn game with exact rewards and probabilities.' });

/** Every key of the format. */
export const GAME_KEYS: readonly string[] = [
  gameSpec,
  edgeSpec,
  chanceEdgeSpec,
  ...nodeSpec.options,
  ...informationSpec.options.filter((option) => 'shape' in option),
].flatMap((object) => Object.keys(object.shape));

/** A game as written in JSON or by a program. */
export type GameSpec = z.input<typeof gameSpec>;
/** A node as written in JSON or by a program. */
export type NodeSpec = z.input<typeof nodeSpec>;
/** Where an edge leads: a node, or the name of one. */
export type TargetSpec = z.input<typeof targetSpec>;
/** An action edge. */
export type EdgeSpec = z.input<typeof edgeSpec>;
/** A chance edge. */
export type ChanceEdgeSpec = z.input<typeof chanceEdgeSpec>;
/** An information structure. */
export type InformationSpec = z.input<typeof informationSpec>;
