import { describe, expect, test } from 'vitest';
import type { Algorithm } from '../../src/algorithm/algorithm.js';
import { iterate } from '../../src/algorithm/iterate.js';
import { clipped } from '../../src/algorithm/surrogates.js';
import { decide } from '../../src/decide/decide.js';
import type { Asked } from '../../src/decide/question.js';
import { shapeOf } from '../../src/decide/shapes.js';
import { loadSolver, type Solver, type SolverAnswer } from '../../src/decide/solver.js';
import { subjectOf } from '../../src/decide/subject.js';
import { grae, groupDeviation, JOINT, reinforcePlusPlus, SAMPLE } from '../../src/estimate/estimators.js';
import { value } from '../../src/evaluate/value.js';
import { Rational } from '../../src/exact/rational.js';
import type { Policy } from '../../src/policy/policy.js';

const solver = await loadSolver();

const SEEUPO: Algorithm = { name: 'SeeUPO', estimator: grae(2), surrogate: clipped('1/5'), order: 'reverse' };
const GRPO: Algorithm = { ...SEEUPO, name: 'GRPO', estimator: groupDeviation(2, SAMPLE) };

function asked(algorithm: Algorithm, about: Partial<Asked> = {}): Asked {
  const shape = shapeOf('two-arms-one-coin');
  return {
    subject: subjectOf(algorithm, shape.turns),
    column: 'monotone',
    shape,
    information: 'full',
    tie: 'any',
    seed: 1,
    ...about,
  };
}

/** A solver that answers every question alike, or passes it on. */
function answering(answer: (script: string) => SolverAnswer | undefined): Solver {
  return {
    version: 'of a test',
    ask: (script, ...rest) => {
      const own = answer(script);
      return own === undefined ? solver.ask(script, ...rest) : Promise.resolve(own);
    },
  };
}

describe('a question about all games of a shape', () => {
  test('"none" stands only beside a twin with the wrong sign that has a model', async () => {
    const decision = await decide(asked(SEEUPO), { solver });
    expect(decision).toMatchObject({
      answer: 'none',
      shape: 'one turn, two arms, the second a coin',
      policyDomain: 'every policy of full support',
      cases: { decided: 1, total: 1, undecided: [] },
    });
    expect(decision.asked.map(({ name, answer }) => [name, answer])).toEqual([
      ['all', 'unsat'],
      ['twin: all', 'sat'],
    ]);
    // The twin is the same question about a rule that maximises −M.
    const [question, twin] = decision.asked.map(({ script }) => script);
    expect(twin).not.toBe(question);
    expect(twin.length).toBe(question.length);
  });

  test('a solver that finds nothing anywhere is caught by the twin', async () => {
    const blind = answering(() => ({ kind: 'unsat', used: 1 }));
    await expect(decide(asked(SEEUPO), { solver: blind })).rejects.toThrow('its twin with the wrong sign has no model');
  });

  test('a counterexample is one by the iteration itself', async () => {
    const { answer, counterexample } = await decide(asked(GRPO, { tie: 'stay' }), { solver });
    expect(answer).toBe('counterexample');
    const old = counterexample?.instance.policies['old'] as Policy;
    const next = iterate(GRPO, old, { tie: 'stay', seed: 1 }) as Policy;
    expect(value(next)[0].lt(value(old)[0])).toBe(true);
    expect(counterexample?.violation.left.value).toBe(value(next)[0].toString());
  });

  test('a model that the exact check denies is an error, never an answer', async () => {
    const { variables } = shapeOf('two-arms-one-coin').games('full');
    const model = new Map([...variables, 'q0_0_0'].map((name) => [name, Rational.of(1, 2)]));
    const lying = answering(() => ({ kind: 'sat', model, used: 1 }));
    await expect(decide(asked(SEEUPO), { solver: lying })).rejects.toThrow(
      "SeeUPO: monotone on two-arms-one-coin, tie any: the exact check does not confirm the solver's model",
    );
  });

  test('what is unknown says so, with the cases that are', async () => {
    const { answer, reason, cases } = await decide(asked(SEEUPO), { solver, rlimit: 100 });
    expect({ answer, reason }).toEqual({ answer: 'unknown', reason: 'the solver gave up' });
    expect(cases.undecided.length).toBeGreaterThan(0);
    expect(cases.decided).toBeLessThan(cases.total);
  });

  test('the same question is asked in the same words and has the same answer', async () => {
    const [first, second] = [
      await decide(asked(SEEUPO, { column: 'rests' }), { solver }),
      await decide(asked(SEEUPO, { column: 'rests' }), { solver }),
    ];
    expect(second).toEqual({ ...first, used: second.used });
    expect(first.used).toBeGreaterThan(1000);
  });

  test('what is no sentence over the reals is named', async () => {
    const rooted = { ...SEEUPO, estimator: reinforcePlusPlus(3) };
    const shape = shapeOf('three-arms');
    const { answer, reason } = await decide(asked(rooted, { shape }), { solver });
    expect(answer).toBe('not decidable');
    expect(reason).toContain('root');
  });

  test('nor is there one where the estimate is always 0', async () => {
    const { answer, reason } = await decide(asked({ ...SEEUPO, estimator: grae(1) }), { solver });
    expect(answer).toBe('not decidable');
    expect(reason).toContain('group of one');
  });

  test('two turns and parameters shared by both: a counterexample is found', async () => {
    const shape = shapeOf('two-turns');
    const subject = subjectOf({ ...SEEUPO, estimator: JOINT }, shape.turns);
    const decision = await decide(asked(SEEUPO, { shape, subject, information: 'shared' }), { solver });
    expect(decision.answer).toBe('counterexample');
  }, 30_000);
});
