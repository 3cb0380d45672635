import { shuffled } from './order.js';
/** The actions 0..n−1 in order of preference at information set `set` of turn `t`. */
export function preference(tie, advantage, t, set) {
    const actions = advantage.map((_, a) => a);
    if (tie === 'first')
        return actions;
    if (tie === 'last')
        return actions.reverse();
    if (tie === 'adversarial')
        return actions.sort((a, b) => advantage[a].compare(advantage[b]));
    return shuffled(actions, tie.seed + 7919 * t + 104729 * set);
}
/** Reads "first", "last", "adversarial" or "random:SEED". Throws RangeError otherwise. */
export function parseTie(text) {
    if (text === 'first' || text === 'last' || text === 'adversarial')
        return text;
    const match = /^random:(\d+)$/.exec(text);
    if (match !== null)
        return { seed: Number(match[1]) };
    throw new RangeError(`unknown tie-breaking "${text}"; write first, last, adversarial or random:SEED`);
}
/** The inverse of `parseTie`. */
export function tieName(tie) {
    return typeof tie === 'string' ? tie : `random:${tie.seed}`;
}
