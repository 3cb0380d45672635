import type { Guarantee } from './guarantee.js';
import { Trial } from './trial.js';

/** A guarantee from its decision of one trial. */
export function guarantee(parts: Omit<Guarantee, 'check'>): Guarantee {
  const { prepare, decide } = parts;
  return { ...parts, check: (step) => (instance) => decide(new Trial({ step }, prepare?.(instance) ?? instance)) };
}
