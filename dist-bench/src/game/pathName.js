/** The name of a root that is written inline. */
export const ROOT_NAME = 'root';
/**
 * The name of a node that is written inside its parent: the labels that lead to it from the root ("left.up"),
 * or from the closest node with a name of its own ("start.left.up"). A label that would make names ambiguous
 * is quoted.
 */
export function pathName(parent, label, parentIsInlineRoot) {
    const step = label === ROOT_NAME || /[."]/.test(label) ? JSON.stringify(label) : label;
    return parentIsInlineRoot ? step : `${parent}.${step}`;
}
