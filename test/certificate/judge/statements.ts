import type { Certificate } from '../../../src/certify/certificateSpec.js';
import { value } from '../../../src/evaluate/value.js';
import { valueIn } from '../../../src/evaluate/valueIn.js';
import { Rational } from '../../../src/exact/rational.js';
import type { Real } from '../../../src/exact/real.js';
import { type Game, NodeKind } from '../../../src/game/game.js';
import { hasFullSupport, type Policy } from '../../../src/policy/policy.js';
import { type Acting, demand, reals, Unknown } from './numbers.js';

// --- statements: left < right fails them

export function sides(
  certificate: Certificate,
  game: Game,
  chain: readonly Acting[],
  named: (name: string) => Policy,
): [Real, Real] {
  const { statement, iterations } = certificate;
  const last = chain[chain.length - 1];
  const parts = new Set(Object.keys(statement));
  const text = (name: string): string => {
    parts.delete(name);
    const own: unknown = statement[name];
    demand(typeof own === 'string' && own !== '', `no ${name}`);
    return own;
  };
  const node = (): number => {
    const history = text('history');
    const i = game.nodeName.findIndex((name, n) => name === history && game.kind[n] === NodeKind.decision);
    demand(i >= 0, 'no such history');
    return i;
  };
  const V = (policy: Acting, i = 0): Real =>
    policy.probability.every((p) => p instanceof Rational) ? value(policy as Policy)[i] : valueIn(reals, policy)[i];
  const alone = (count: number): void => demand(iterations.length === count, 'another number of iterations');
  const same = (x: Acting, y: Acting): boolean =>
    x.probability.every(
      (p, e) => p === y.probability[e] || (p instanceof Rational && p.equals(y.probability[e] as Rational)),
    );
  const result = ((): [Real, Real] => {
    switch (text('id')) {
      case 'monotone':
        alone(1);
        return [V(last), V(chain[0])];
      case 'monotone-everywhere': {
        alone(1);
        const i = node();
        return [V(last, i), V(chain[0], i)];
      }
      case 'fixed-point':
        alone(1);
        demand(reals.compare(V(last), V(chain[0])) === 'equal', 'J moves');
        return [V(chain[0]), V(named('better'))];
      case 'fixed-point-everywhere': {
        alone(1);
        demand(same(last, chain[0]), 'the policy moves');
        const i = node();
        return [V(chain[0], i), V(named('better'), i)];
      }
      case 'rests':
        demand(hasFullSupport(chain[0] as Policy), 'no full support');
        demand(chain.length > 1 && same(last, chain[chain.length - 2]), 'no rest');
        return [V(last), V(named('better'))];
      case 'one-sweep':
        alone(1);
        return [V(last), V(named('better'))];
      case 'all-turns':
        alone(game.turns);
        return [V(last), V(named('better'))];
      case 'after-sweeps':
        alone(Number(text('sweeps')));
        return [V(last), V(named('better'))];
      case 'last-turns': {
        const i = node();
        const extra = text('extra');
        demand(iterations.length > 0, 'no iteration');
        demand(
          extra === 'all' || game.turn[i] > game.turns - iterations.length - Number(extra),
          'not among the last turns',
        );
        return [V(last, i), V(named('better'), i)];
      }
      case 'out-of-reach':
        demand(iterations.length > 0 && game.information.kind === 'full', 'no iteration, or not all is seen');
        return [bestWithin(last as Policy, 0), V(named('better'))];
      default:
        throw new Unknown(statement.id);
    }
  })();
  demand(parts.size === 0, 'a part that the statement does not have');
  return result;
}

/** The greatest V of a policy that takes only actions that this one takes. */
function bestWithin(policy: Policy, i: number): Rational {
  const { game, probability } = policy;
  if (game.kind[i] === NodeKind.terminal) return game.reward[i];
  const isDecision = game.kind[i] === NodeKind.decision;
  let best: Rational | undefined;
  let mean = Rational.ZERO;
  for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
    const later = bestWithin(policy, game.child[e]);
    const worth = game.edgeReward[e].add(isDecision ? game.discount.mul(later) : later);
    mean = mean.add(probability[e].mul(worth));
    if (!probability[e].isZero() && (best === undefined || worth.gt(best))) best = worth;
  }
  return isDecision && best !== undefined ? best : mean;
}
