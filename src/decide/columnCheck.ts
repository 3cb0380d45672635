import type { Check } from '../claims/claim.js';
import type { Examined } from '../guarantees/guarantee.js';
import { guaranteeById } from '../guarantees/guarantees.js';
import { Trial } from '../guarantees/trial.js';
import type { DecidedColumn } from './violation.js';

/** The project's own exact check of a column, as far as one iteration goes. It has the last word on every model. */
export function columnCheck(column: DecidedColumn, examined: Examined): Check {
  const { prepare, decide } = guaranteeById(column);
  return (instance) => {
    const once = { ...instance, parameters: { ...instance.parameters, iterations: '1' } };
    return decide(new Trial(examined, prepare?.(once) ?? once));
  };
}
