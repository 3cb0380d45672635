import { certificateSpec } from '../../../src/certify/certificateSpec.js';
import { gameFromJson } from '../../../src/game/buildGame.js';
import { hasFullSupport, type Policy } from '../../../src/policy/policy.js';
import { policyFromJson } from '../../../src/policy/policyFile.js';
import { after } from './iterations.js';
import { type Acting, apart, demand, False, holds, real, reals, Unknown } from './numbers.js';
import { sides } from './statements.js';

/** True, false, or undefined where the judge does not know; and why. */
export function judge(json: unknown): { readonly is: boolean | undefined; readonly why: string } {
  try {
    decide(json);
    return { is: true, why: 'as it says' };
  } catch (error) {
    if (error instanceof Unknown) return { is: undefined, why: error.message };
    // Whatever the product's own readers refuse is no certificate.
    return { is: false, why: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

/** Are all iterations what they say they are? */
export function iterationsAreTrue(json: unknown): boolean {
  const certificate = certificateSpec.parse(json);
  const game = gameFromJson(certificate.game);
  const policies = Object.entries(certificate.policies).map(
    ([name, own]) => [name, policyFromJson(game, own)] as const,
  );
  const named = new Map(policies);
  const policy = (name: string): Policy => {
    const found = named.get(name);
    demand(found !== undefined, `no policy ${name}`);
    return found;
  };
  try {
    certificate.iterations.reduce<Acting>((old, iteration) => after(game, old, iteration, policy), policy('old'));
    return true;
  } catch (error) {
    if (error instanceof False || error instanceof Unknown) return false;
    throw error;
  }
}

function decide(json: unknown): void {
  const parsed = certificateSpec.safeParse(json);
  demand(parsed.success, 'not of the schema');
  const certificate = parsed.data;
  const game = gameFromJson(certificate.game);
  const policies = new Map(
    Object.entries(certificate.policies).map(([name, own]) => [name, policyFromJson(game, own)]),
  );
  const used = new Set(['old']);
  const policy = (name: string): Policy => {
    used.add(name);
    const found = policies.get(name);
    demand(found !== undefined, `no policy ${name}`);
    return found;
  };
  const old = policy('old');
  const chain: Acting[] = [old];
  for (const iteration of certificate.iterations) chain.push(after(game, chain[chain.length - 1], iteration, policy));
  const words = certificate.iterations.map(({ update }) =>
    JSON.stringify(
      Object.entries(update)
        .filter(([key]) => !['order', 'share'].includes(key))
        .sort(),
    ),
  );
  demand(new Set(words).size <= 1, 'several algorithms');
  const { information, turns, support } = certificate.regime;
  demand(information === game.information.kind && turns === game.turns, 'another regime');
  demand(support === (hasFullSupport(old) ? 'full' : 'partial'), 'another support');
  const [left, right] = sides(certificate, game, chain, policy);
  demand(reals.compare(left, right) === 'less', 'the inequality holds');
  demand(used.size === policies.size, 'a policy too many');
  demand(holds(certificate.values.left, left) && holds(certificate.values.right, right), 'other values');
  demand(apart(real(certificate.values.left), real(certificate.values.right)), 'values that overlap');
}
