import { verifyBounds } from '../../exchange.js';
import { type Num, ONE } from '../../number.js';
import { actingAs, at, readDistribution } from '../../policy.js';
import { Rejected } from '../../refusal.js';
import type { Statement } from '../../rule.js';
import { estimateOf } from '../estimators.js';
import { problemAt } from '../samples.js';
import { stepOf } from '../steps.js';
import { objectiveOf } from './drifts.js';
import { below } from './finding.js';
import { iterationsOf } from './places.js';

/** "no-argmax" (C4): in a game of one turn, the candidate's objective is less than that of a rival in the same neighbourhood. */
export const noArgmax: Statement = (evidence) => {
  const { game, old, text, part } = evidence;
  const [{ policy, update }] = iterationsOf(evidence, 1);
  const [set, name] = [text('set'), String(update.get('step'))];
  const nodes = at(game.sets, set);
  if (game.turns !== 1 || nodes.length !== 1 || update.get('kind') !== 'candidate')
    throw new Rejected('not one turn’s candidate');
  const one = (): Num => ONE;
  const [estimate, acting] = [estimateOf('joint', game, old), actingAs(old)];
  const problem = problemAt(game, nodes, at(old, set), {
    estimate,
    before: acting,
    after: acting,
    factor: one,
    all: one,
    everywhere: true,
  });
  const rival = readDistribution(part('rival'), nodes[0].edges, 'the rival');
  if (problem === undefined) throw new Rejected('nothing to maximise');
  verifyBounds(stepOf(name), problem, rival, 'the rival');
  stepOf(name).mayMove?.(problem, rival);
  const [own, other] = [objectiveOf(name, problem, at(policy, set)), objectiveOf(name, problem, rival)];
  return below(['the objective of the candidate', own], ['that of the rival', other], `at ${set} for ${name}`);
};
