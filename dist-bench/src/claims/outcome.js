export const HOLDS = { status: 'holds', strict: false };
export const HOLDS_STRICTLY = { status: 'holds', strict: true };
export const VACUOUS = { status: 'vacuous' };
/** Checks left ≥ right. */
export function atLeast(leftLabel, left, rightLabel, right, where) {
    const order = left.compare(right);
    if (order > 0)
        return HOLDS_STRICTLY;
    return order === 0 ? HOLDS : violation(`${leftLabel} ≥ ${rightLabel}`, leftLabel, left, rightLabel, right, where);
}
/** Checks left = right. */
export function equal(leftLabel, left, rightLabel, right, where) {
    return left.equals(right) ? HOLDS_STRICTLY : violation(`${leftLabel} = ${rightLabel}`, leftLabel, left, rightLabel, right, where);
}
function violation(expected, leftLabel, left, rightLabel, right, where) {
    return {
        status: 'violated',
        expected,
        left: { label: leftLabel, value: left.toString() },
        right: { label: rightLabel, value: right.toString() },
        gap: right.sub(left).abs().toString(),
        ...(where === undefined ? {} : { where: where() }),
    };
}
/** The first outcome that is not `holds`; else `holds`, strict when one of them was. Lazy: stops at the first failure. */
export function all(outcomes) {
    let strict = false;
    for (const outcome of outcomes) {
        if (outcome.status !== 'holds')
            return outcome;
        strict ||= outcome.strict;
    }
    return strict ? HOLDS_STRICTLY : HOLDS;
}
