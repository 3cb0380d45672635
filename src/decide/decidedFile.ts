import { z } from 'zod';
import { algorithmOf } from '../atlas/algorithmOf.js';
import { parseRow } from '../atlas/row.js';
import type { Instance } from '../claims/instance.js';
import { Rational } from '../exact/rational.js';
import { CHANCE_NODE, CHANCES, OTHER } from '../guarantees/between.js';
import type { Policy } from '../policy/policy.js';
import { tieName, parseTie } from '../sweep/tie.js';
import type { Confirmed } from './confirm.js';
import type { Answer, DecidedCell, Task } from './decideCells.js';
import type { Values } from './evaluateTerm.js';
import { spelledOut } from './question.js';
import { POLICY_DOMAIN, SHAPES, shapeOf } from './shapes.js';
import { subjectOf } from './subject.js';
import { DECIDED_COLUMNS } from './violation.js';

const count = z.int().min(0);

const witnessSpec = z.strictObject({
  values: z.record(z.string(), z.string()).meta({ description: 'The numbers of the game and the policy, exactly.' }),
  seed: z.string().optional().meta({ description: 'Draws the order of turns where it is random; "1" unless given.' }),
  tie: z.string().meta({ description: 'The tie rule with which the exact check confirms it.' }),
  next: z
    .array(z.string())
    .optional()
    .meta({ description: 'π_{k+1} per edge, where it is a maximiser that no rule takes.' }),
  other: z
    .array(z.string())
    .optional()
    .meta({ description: 'Another π_k, per edge, where the counterexample lies somewhere between the two.' }),
  chances: z
    .strictObject({ node: z.string(), at: z.string() })
    .optional()
    .meta({ description: 'Other chances of a coin, where the counterexample is a game somewhere between the two.' }),
});

const answerSpec = z.strictObject({
  answer: z.enum(['none', 'counterexample', 'unknown', 'not decidable']),
  reason: z.string().optional(),
  from: z
    .string()
    .optional()
    .meta({ description: 'The answer that it follows from: of any maximiser, a column, another rule or the atlas.' }),
  cases: z.strictObject({ decided: count, total: count, undecided: z.array(z.string()) }),
  used: count.meta({ description: "The solver's resources, over all questions." }),
  questions: count,
  digest: z.string().meta({ description: 'SHA-256 of the texts of the questions, its first 16 digits.' }),
  witness: witnessSpec.optional(),
});

const cellSpec = z.strictObject({
  subject: z.string().meta({ description: 'The rule, in the words of a row that matter on the shape.' }),
  shape: z.enum(SHAPES.map(({ id }) => id)),
  column: z.enum(DECIDED_COLUMNS),
  rlimit: count.optional().meta({ description: 'The most resources of one question, where not the default.' }),
  any: answerSpec.meta({ description: 'For any maximiser.' }),
  stay: answerSpec
    .optional()
    .meta({ description: 'For the nearest maximiser, where it does not follow from the above.' }),
});

/** The file of what is decided (schemas/decided.schema.json). */
export const decidedSpec = z
  .strictObject({
    schemaVersion: z.literal(1),
    kind: z.literal('seeupo-decided'),
    solver: z.string(),
    policyDomain: z.string(),
    shapes: z.array(z.strictObject({ id: z.string(), title: z.string() })),
    cells: z.array(cellSpec),
  })
  .meta({ title: 'What is decided on the smallest shapes' });

/** The JSON form of what is decided. */
export type DecidedJson = z.infer<typeof decidedSpec>;
type AnswerJson = z.infer<typeof answerSpec>;

/** The JSON form. */
export function decidedToJson(cells: readonly DecidedCell[], solver: string): DecidedJson {
  const used = new Set(cells.map(({ shape }) => shape));
  return {
    schemaVersion: 1,
    kind: 'seeupo-decided',
    solver,
    policyDomain: POLICY_DOMAIN,
    shapes: SHAPES.filter(({ id }) => used.has(id)).map(({ id, title }) => ({ id, title })),
    cells: cells.map(({ subject, shape, column, rlimit, any, stay }) => ({
      subject,
      shape,
      column,
      ...(rlimit === undefined ? {} : { rlimit }),
      any: answerToJson(any),
      ...(stay.from === 'any' ? {} : { stay: answerToJson(stay) }),
    })),
  };
}

function answerToJson({ counterexample, cases, ...rest }: Answer): AnswerJson {
  return {
    ...rest,
    cases: { ...cases, undecided: [...cases.undecided] },
    ...(counterexample === undefined ? {} : { witness: witnessOf(counterexample) }),
  };
}

const SEED = '1';

function witnessOf({ values, instance, next }: Confirmed): z.infer<typeof witnessSpec> {
  const { [CHANCE_NODE]: node, [CHANCES]: at } = instance.parameters;
  return {
    values: Object.fromEntries([...values].map(([name, value]) => [name, value.toString()])),
    ...(SEED === (instance.parameters['seed'] ?? SEED) ? {} : { seed: instance.parameters['seed'] }),
    tie: tieName(parseTie(instance.parameters['tie'] ?? 'stay')),
    ...(next === undefined ? {} : { next: next.probability.map(String) }),
    ...(instance.policies[OTHER] === undefined ? {} : { other: instance.policies[OTHER].probability.map(String) }),
    ...(node === undefined || at === undefined ? {} : { chances: { node, at } }),
  };
}

/** A stored cell's rule and shape. Throws AtlasError for a subject that is none. */
export function taskOf({ subject, shape }: Pick<DecidedCell, 'subject' | 'shape'>): Task {
  const [advantage, update, order = 'simultaneous', information = 'full'] = subject.split(' ');
  const row = parseRow([advantage, update, order, information].join(' '));
  return { subject, algorithm: algorithmOf(row), shape: shapeOf(shape), information: row.information };
}

/**
 * The instance of a stored witness, and π_{k+1} where it is a maximiser that no rule takes. Throws RangeError, ExactError or
 * GameError for numbers that are none of a game or policy of the shape.
 */
export function instanceOfWitness(
  cell: Pick<DecidedCell, 'subject' | 'shape' | 'column'>,
  { values, seed = SEED, tie, next, other, chances }: z.infer<typeof witnessSpec>,
): { readonly instance: Instance; readonly next?: Policy } {
  const { algorithm, shape, information } = taskOf(cell);
  const subject = subjectOf(algorithm, shape.turns);
  const asked = spelledOut({ subject, column: cell.column, shape, information, tie: 'any', seed: 1 });
  const numbers: Values = new Map(Object.entries(values).map(([name, text]) => [name, Rational.parse(text)]));
  const old = asked.shape.games(information).concrete(numbers);
  const policy = (texts: readonly string[]): Policy => {
    if (texts.length !== old.game.edgeCount)
      throw new RangeError(`a policy here has ${old.game.edgeCount} probabilities`);
    return { game: old.game, probability: texts.map((text) => Rational.parse(text)) };
  };
  const policies = { old, ...(other === undefined ? {} : { [OTHER]: policy(other) }) };
  const coin = chances === undefined ? {} : { [CHANCE_NODE]: chances.node, [CHANCES]: chances.at };
  const instance: Instance = { game: old.game, policies, parameters: { tie, seed, ...coin } };
  return next === undefined ? { instance } : { instance, next: policy(next) };
}
