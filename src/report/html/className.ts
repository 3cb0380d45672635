import { isBreak } from '../../certify/confirm.js';

/** The class that gives a verdict its colour; counterexamples have one colour, confirmed or not. */
export function className(verdict: string): string {
  return isBreak(verdict) ? 'refuted' : verdict.replace(' ', '-');
}
