import type { Check } from '../claims/claim.js';
import type { Step } from '../guarantees/guarantee.js';
import { guaranteeById } from '../guarantees/guarantees.js';
import type { DecidedColumn } from './violation.js';

/** The project's own exact check of a column, as far as one iteration goes. It has the last word on every model. */
export function columnCheck(column: DecidedColumn, step: Step): Check {
  const check = guaranteeById(column).check(step);
  return (instance) => check({ ...instance, parameters: { ...instance.parameters, iterations: '1' } });
}
