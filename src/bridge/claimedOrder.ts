import type { Algorithm } from '../neural/algorithm/algorithm.js';
import { turnsInOrder } from '../sweep/order.js';
import { BridgeError } from './bridgeError.js';

/**
 * The turns of each update that `order` prescribes, where `observed` were run. A drawn order is taken from there, if
 * it has every turn once: that it is drawn uniformly is no matter of one iteration. Throws BridgeError otherwise, and
 * where the numbers of updates differ.
 */
export function claimedOrder(
  order: Algorithm['turns'],
  turns: number,
  observed: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  if (order === 'random') {
    const drawn = observed.map((stage) => (stage.length === 1 ? stage[0] : 0));
    const all = turnsInOrder('forward', turns);
    if (drawn.length !== turns || !all.every((t) => drawn.includes(t))) {
      throw new BridgeError(
        `the updates of ${observed.map((stage) => stage.join('+')).join(', ')} are no random order of the turns 1..${turns}`,
      );
    }
    return observed;
  }
  const all = turnsInOrder(order, turns);
  const stages = order === 'simultaneous' ? [all] : all.map((t) => [t]);
  if (stages.length !== observed.length) {
    throw new BridgeError(`"${order}" means ${stages.length} updates, but ${observed.length} were observed`);
  }
  return stages;
}
