/** What happens at a node: the path ends, the policy acts, or the environment draws an outcome. */
export const NodeKind = { terminal: 0, decision: 1, chance: 2 };
/** The action or outcome labels of node `i`, in edge order. */
export function labelsOf(game, i) {
    return game.label.slice(game.firstEdge[i], game.firstEdge[i + 1]);
}
