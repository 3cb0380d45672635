import { parseStep } from '../../mirror/parseStep.js';
import { orderName, parseOrder } from '../../sweep/order.js';
import { sweep } from '../../sweep/sweep.js';
import { parseTie } from '../../sweep/tie.js';
/** Every valid mirror step that the claims about sweeps run through: all drifts and neighbourhoods, two sizes each. */
export const STEPS = [
    'clip:1/5',
    'clip:1/2',
    'euclidean:1',
    'euclidean:5',
    'chi-square:1',
    'ratio-box:1/5',
    'total-variation:1/10',
    'unrestricted',
    'supported',
];
/** Every tie-breaking rule, the adversarial one included. */
export const TIES = ['first', 'last', 'adversarial', 'random:1'];
/** Up to this many turns every permutation counts among the orders; beyond, one that interleaves them. */
const ALL_PERMUTATIONS = 4;
/** Orders of update on this game: reverse, forward, simultaneous, and other permutations (all of them up to 4 turns). */
export function allOrders(game) {
    const forward = Array.from({ length: game.turns }, (_, i) => i + 1);
    const others = game.turns <= ALL_PERMUTATIONS
        ? permutations(forward).slice(1, -1) // the first is forward, the last reverse
        : [[...forward.filter((t) => t % 2 === 0), ...forward.filter((t) => t % 2 === 1)]];
    return ['reverse', 'forward', 'simultaneous', ...others.map(orderName)];
}
function permutations(items) {
    if (items.length <= 1)
        return [items.slice()];
    return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}
const steps = new Map();
/** `parseStep`, remembered: claims ask for the same few steps on every instance. */
export function stepOf(name) {
    let step = steps.get(name);
    if (step === undefined)
        steps.set(name, (step = parseStep(name)));
    return step;
}
/** The sweep options that the instance's parameters "step", "order", "tie" and "weighting" describe; each may be absent. */
export function sweepOptions({ parameters }) {
    const { step = 'clip:1/5', order = 'reverse', tie = 'first', weighting = 'every-history' } = parameters;
    return {
        step: stepOf(step),
        order: parseOrder(order),
        tie: parseTie(tie),
        weighting: weighting === 'reached' ? 'reached' : 'every-history',
    };
}
/** One sweep from the instance's "old" policy with the instance's parameters. */
export function sweepOf(instance) {
    return sweep(instance.policies['old'], sweepOptions(instance));
}
