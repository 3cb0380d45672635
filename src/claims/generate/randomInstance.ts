import type { Game } from '../../game/game.js';
import type { Policy } from '../../policy/policy.js';
import type { Instance } from '../instance.js';
import type { Family } from './family.js';
import type { Random } from './random.js';
import { randomGame } from './randomGame.js';
import { randomPolicy } from './randomPolicy.js';

/** A random instance with the family's law; on `given` instead of a random game when there is one. */
export function randomInstance(random: Random, family: Family, given?: Game): Instance {
  if (family.listed !== undefined && given === undefined) return random.pick(family.listed.instances());
  const game = given ?? randomGame(random, family);
  const policies: Record<string, Policy> = {};
  for (const name of Object.keys(family.policies)) policies[name] = randomPolicy(random, game, family.policies[name]);
  const parameters: Record<string, string> = {};
  for (const [name, values] of Object.entries(family.parameters(game))) parameters[name] = random.pick(values);
  return { game, policies, parameters };
}
