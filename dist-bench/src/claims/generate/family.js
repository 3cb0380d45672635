/** The family from which most claims start: up to 3 turns, 3 actions and chance nodes, full information, γ = 1. */
export const COMMON = {
    turns: 3,
    actions: [2, 3],
    chance: true,
    earlyEnds: true,
    rewards: [-4, 4],
    edgeRewards: false,
    discounts: ['1'],
    information: { kind: 'full' },
    policies: { old: 'full' },
    parameters: () => ({}),
    tiny: {
        turns: [1, 2],
        rewards: ['0', '1'],
        distributions: [
            ['1/2', '1/2'],
            ['1/4', '3/4'],
            ['3/4', '1/4'],
        ],
    },
};
/** One sentence that states the laws of the family. */
export function describeFamily(family) {
    const { turns, actions, rewards, tiny } = family;
    const parts = [
        `up to ${turns} turn${turns === 1 ? '' : 's'}`,
        actions[0] === actions[1] ? `${actions[0]} actions` : `${actions[0]}–${actions[1]} actions`,
        family.chance ? 'chance nodes anywhere' : 'no chance nodes',
        ...(family.earlyEnds ? ['early ends'] : []),
        `terminal rewards in ${rewards[0]}…${rewards[1]}`,
        ...(family.edgeRewards ? ['rewards on the way'] : []),
        ...(family.discounts.every((discount) => discount === '1') ? [] : [`discount ${family.discounts.join(', ')}`]),
        `${family.information.kind} information${'window' in family.information ? ` (window ${family.information.window})` : ''}`,
        ...Object.entries(family.policies).map(([name, support]) => `${name} policy with ${SUPPORT_WORDS[support]}`),
    ];
    const enumerated = `every game of ${tiny.turns.join(' or ')} turn(s), two actions, rewards in {${tiny.rewards.join(', ')}}${tiny.coin === true ? ', with and without a coin at the end' : ''} and probabilities in {${tiny.distributions.map(([p]) => p).join(', ')}}`;
    return `enumerated: ${enumerated}; random: ${parts.join(', ')}`;
}
const SUPPORT_WORDS = {
    full: 'full support',
    any: 'any support',
    deterministic: 'one certain action',
};
