import { expect, it } from 'vitest';
import { checkAgreement } from '../../bench/support/agreement.js';

const measured = (loss: number): Map<string, Record<string, number>> =>
  new Map([
    ['one', { loss: -0.5, step: 10 }],
    ['other', { loss, step: 99 }],
  ]);

it('contestants agree up to the tolerance, whatever their times', () => {
  expect(() => checkAgreement(measured(-0.5004), ['loss'], 1e-3)).not.toThrow();
});

it.each([-0.51, 0.5, Number.NaN])('a contestant that finds the loss %d is named', (loss) => {
  expect(() => checkAgreement(measured(loss), ['loss'], 1e-3)).toThrow(/^other finds the loss/);
});

it('a figure that one of them does not tell is no agreement', () => {
  expect(() => checkAgreement(measured(-0.5), ['gradientNorm'], 1e-3)).toThrow(/^other finds the gradientNorm/);
});
