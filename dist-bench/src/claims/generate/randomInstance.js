import { randomGame } from './randomGame.js';
import { randomPolicy } from './randomPolicy.js';
/** A random instance with the family's law; on `game` instead of a random game when one is given. */
export function randomInstance(random, family, game = randomGame(random, family)) {
    const policies = {};
    for (const name of Object.keys(family.policies))
        policies[name] = randomPolicy(random, game, family.policies[name]);
    const parameters = {};
    for (const [name, values] of Object.entries(family.parameters(game)))
        parameters[name] = random.pick(values);
    return { game, policies, parameters };
}
