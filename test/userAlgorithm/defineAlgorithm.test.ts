import { describe, expect, it } from 'vitest';
import { type AlgorithmDefinition, defineAlgorithm, DefinitionError } from '../../src/algorithm/defineAlgorithm.js';
import { clipped } from '../../src/algorithm/surrogates.js';
import { grae } from '../../src/estimate/estimators.js';
import { Rational } from '../../src/exact/rational.js';
import { defineStep, type StepAlgorithm } from '../../src/userAlgorithm/defineStep.js';
import { exportedAlgorithm, seedsOf } from '../../src/userAlgorithm/userAlgorithm.js';

const GOOD = { name: 'mine', estimator: grae(2), surrogate: clipped('1/5') };

/** What a JavaScript file could hand over. */
const define = (fields: object): unknown => defineAlgorithm(fields as AlgorithmDefinition);

describe('defineAlgorithm', () => {
  it('takes the paper’s order when none is given, and keeps what is', () => {
    expect(defineAlgorithm(GOOD).order).toBe('reverse');
    expect(defineAlgorithm({ ...GOOD, order: [2, 1, 3] }).order).toEqual([2, 1, 3]);
    const { safeguard } = defineAlgorithm({ ...GOOD, safeguard: { epsilon: '1/5', halvings: 3 } });
    expect(safeguard).toEqual({ epsilon: Rational.of(1, 5), halvings: 3 });
    expect(defineAlgorithm(GOOD)).not.toHaveProperty('safeguard');
    expect(defineAlgorithm(GOOD)).not.toHaveProperty('carry');
  });

  it.each([
    [{ ...GOOD, name: '' }, 'name: "" is no name'],
    [{ ...GOOD, name: 7 }, 'name: 7 is no name'],
    [{ ...GOOD, ordre: 'reverse' }, 'unknown field "ordre" (did you mean "order"?)'],
    [{ ...GOOD, estimator: grae }, 'estimator: the function grae itself; call it, such as estimator: grae(2)'],
    [{ ...GOOD, estimator: 'grae' }, 'estimator: "grae" is none; write estimator: grae(2)'],
    [{ name: 'x', surrogate: GOOD.surrogate }, 'estimator is missing; write estimator: grae(2)'],
    [{ ...GOOD, estimator: { kind: 'retrun' } }, 'its kind is "retrun" (did you mean "return"?)'],
    [{ ...GOOD, estimator: { kind: 'return' } }, 'estimator: "returns" is missing'],
    [{ ...GOOD, surrogate: { ...clipped('1/5'), high: 0.2 } }, 'surrogate.high: 0.2 is no exact number'],
    [{ ...GOOD, order: 'revers' }, 'order: "revers" is no order (did you mean "reverse"?)'],
    [{ ...GOOD, order: [1, 3] }, 'order: [1, 3] is no order'],
    [{ ...GOOD, carry: { name: 'x' } }, 'carry.next: nothing is no function'],
    [{ ...GOOD, carry: { next: (): number[] => [] } }, 'carry.name: nothing is no text'],
    [{ ...GOOD, safeguard: { epsilon: 0.2, halvings: 1 } }, 'safeguard.epsilon: 0.2 is no exact number'],
    [{ ...GOOD, safeguard: { epsilon: '6/5', halvings: 1 } }, 'safeguard.epsilon: 6/5 is not in (0, 1]'],
    [{ ...GOOD, safeguard: { epsilon: '0', halvings: 1 } }, 'safeguard.epsilon: 0 is not in (0, 1]'],
    [{ ...GOOD, safeguard: { epsilon: '1/5', halvings: 1.5 } }, 'safeguard.halvings: 1.5 is no whole number'],
  ])('refuses %j with a line that names the field', (fields, message) => {
    expect(() => define(fields)).toThrow(DefinitionError);
    expect(() => define(fields)).toThrow(message);
  });
});

describe('defineStep', () => {
  const step: StepAlgorithm['step'] = (_, policy) => policy;

  it('keeps name and step', () => {
    expect(defineStep({ name: 'mine', step })).toEqual({ name: 'mine', step });
  });

  it.each([
    [{ name: 'mine' }, 'step: nothing is no function'],
    [{ step }, 'name: nothing is no name'],
    [{ name: 'mine', step, order: 'reverse' }, 'unknown field "order"'],
  ])('refuses %j', (fields, message) => {
    expect(() => defineStep(fields as StepAlgorithm)).toThrow(message);
  });
});

describe('the export that is checked', () => {
  const step = (_: unknown, policy: unknown): unknown => policy;

  it('is the default one, else "algorithm", else "step"', () => {
    expect(exportedAlgorithm({ default: GOOD, step }, 'file').name).toBe('mine');
    expect(exportedAlgorithm({ algorithm: { ...GOOD, name: 'other' }, step }, 'file').name).toBe('other');
    expect(exportedAlgorithm({ step }, 'file')).toEqual({ name: 'file', step });
    expect(exportedAlgorithm({ default: { step } }, 'file').name).toBe('file');
    function named(): unknown {
      return undefined;
    }
    expect(exportedAlgorithm({ default: named }, 'file').name).toBe('named');
  });

  it.each([
    [{}, 'it exports nothing'],
    [{ x: 1, y: 2 }, 'it exports x, y, but no algorithm'],
    [{ default: 7 }, 'the export "default" is 7, no algorithm'],
    [{ default: Rational }, 'the export "default" is a class'],
    [{ default: { ...GOOD, order: 7 } }, 'order: 7 is no order'],
  ])('refuses %j', (exports, message) => {
    expect(() => exportedAlgorithm(exports, 'file')).toThrow(message);
  });

  it('is examined with several seeds unless its order is fixed', () => {
    expect(seedsOf(defineAlgorithm(GOOD))).toEqual([1]);
    expect(seedsOf(defineAlgorithm({ ...GOOD, order: 'random' })).length).toBeGreaterThan(1);
    expect(seedsOf(exportedAlgorithm({ step }, 'file')).length).toBeGreaterThan(1);
  });
});
