import { exactCarry } from '../../../src/algorithm/carry.js';
import type { Sample } from '../../../src/algorithm/updateProblem.js';
import type { Certificate } from '../../../src/certify/certificateSpec.js';
import { decisionEdges, pathEstimates } from '../../../src/estimate/pathEstimates.js';
import { paths } from '../../../src/evaluate/paths.js';
import { Rational } from '../../../src/exact/rational.js';
import type { Real } from '../../../src/exact/real.js';
import { type Game, NodeKind } from '../../../src/game/game.js';
import { distributionAt, type Policy } from '../../../src/policy/policy.js';
import { carryOf, estimatorOf, surrogateOf } from './names.js';
import { type Acting, demand, distribution, reals, Unknown } from './numbers.js';
import { isStep, type Judged } from './steps.js';

type Iteration = Certificate['iterations'][number];
type Computed = Iteration['update'] & { readonly kind: 'computed' };

export function after(game: Game, old: Acting, iteration: Iteration, named: (name: string) => Policy): Acting {
  const { update, witness, policy } = iteration;
  demand(Object.keys(policy).length === game.infoSets.length, 'sets of another game');
  const written = game.infoSetName.map((name, set) => {
    demand(Object.hasOwn(policy, name), 'sets of another game');
    return distribution(game, set, policy[name]);
  });
  const probability: Real[] = game.chance.slice();
  written.forEach((masses, set) => {
    for (const i of game.infoSets[set]) masses.forEach((mass, a) => (probability[game.firstEdge[i] + a] = mass));
  });
  if (update.kind === 'as-returned') {
    demand(witness.length === 0, 'a witness of an update as returned');
    return { game, probability };
  }
  if (update.kind === 'computed-by-token') {
    // Two actions are told apart by one token: then the game of tokens is the game itself.
    const plain = game.infoSets.every(([i]) => game.firstEdge[i + 1] - game.firstEdge[i] <= 2);
    demand(game.information.kind === 'full' && game.discount.equals(Rational.ONE), 'tokens in this regime');
    if (!plain || update.share !== undefined || update.unreached !== 'argmax') throw new Unknown(update.kind);
  } else if (update.kind !== 'computed') throw new Unknown(update.kind);
  const made = computed(game, old, update as Computed, witness, named);
  const share = Rational.parse(String(update.share ?? 1));
  demand(share.sign() >= 0 && share.le(Rational.ONE), 'a share beyond 1');
  if (update.safeguard !== undefined) throw new Unknown('a safeguard');
  written.forEach((masses, set) => {
    const before = at(old, set);
    const proposal = made.get(set);
    if (proposal === undefined && update.unreached === 'anything') return;
    masses.forEach((mass, a) => {
      const moved = reals.add(reals.mul(Rational.ONE.sub(share), before[a]), reals.mul(share, (proposal ?? before)[a]));
      const same =
        mass instanceof Rational
          ? moved instanceof Rational && mass.equals(moved)
          : mass.toString() === moved.toString();
      demand(same, 'a policy that the updates did not make');
    });
  });
  return { game, probability };
}

function at({ game, probability }: Acting, set: number): Real[] {
  const [i] = game.infoSets[set];
  return probability.slice(game.firstEdge[i], game.firstEdge[i + 1]);
}

function computed(
  game: Game,
  old: Acting,
  update: Computed,
  witness: Iteration['witness'],
  named: (name: string) => Policy,
): Map<number, Real[]> {
  if (!old.probability.every((p) => p instanceof Rational)) throw new Unknown('an enclosed start');
  const start: Policy = { game, probability: old.probability };
  const surrogate = surrogateOf(update.step);
  const estimates = pathEstimates(start, estimatorOf(update.estimator), 2_000_000);
  const inForceCarry = update.carry === 'in-force';
  const carry = inForceCarry || update.carry === 'exact' ? exactCarry : carryOf(update.carry);
  const centre = update.around === undefined ? start : named(update.around);
  const turns = Array.from({ length: game.turns }, (_, t) => t + 1);
  const flat = update.order.flat();
  demand(flat.length === turns.length && turns.every((t) => flat.includes(t)), 'no order of the turns');
  demand(update.order.length === 1 || update.order.length === game.turns, 'no order of the turns');
  demand(
    update.order.every((pool) => pool.every((t, n) => n === 0 || t > pool[n - 1])),
    'no order of the turns',
  );
  demand(update.unreached !== 'argmax' || game.information.kind === 'full', 'an argmax where nothing is seen');
  if (!game.isTree) throw new Unknown('shared nodes');

  const inForce: Real[] = start.probability.slice();
  const all = paths(game);
  const told = all.map((path) => estimates(path));
  const made = new Map<number, Real[]>();
  const ratios = new Map<number, Real[]>();
  let next = 0;
  for (const pool of update.order) {
    const behind = [...ratios].filter(([turn]) => turn > pool[0]).map(([, own]) => own);
    const context = { trajectories: all, reals };
    const c = behind.reduce<readonly Real[]>(
      (factors, own) => carry.next(factors, own, context),
      all.map(() => Rational.ONE),
    );
    const every = [...ratios.values()].reduce<readonly Real[]>(
      (factors, own) => factors.map((x, n) => reals.mul(x, own[n])),
      all.map(() => Rational.ONE),
    );
    const reach = reachOf(game, inForce);
    const expected = new Map<number, { readonly problem: Judged; readonly joint: readonly (readonly Real[])[] }>();
    for (const [set, members] of game.infoSets.entries()) {
      const nodes = members.filter((i) => pool.includes(game.turn[i]));
      if (nodes.length === 0) continue;
      const total = reals.sum(nodes.map((i) => reach[i]));
      const alone = update.unreached === 'argmax';
      const unreached = total instanceof Rational && total.isZero();
      if (unreached && !alone) continue;
      const n = game.firstEdge[nodes[0] + 1] - game.firstEdge[nodes[0]];
      const samples = Array.from({ length: n }, (): Sample<Real>[] => []);
      const joint = Array.from({ length: n }, (): Real[] => []);
      all.forEach((path, number) => {
        path.nodes.forEach((i, position) => {
          if (!nodes.includes(i)) return;
          const later = path.edges.slice(position + 1);
          const weight = later.reduce<Real>(
            (product, e) => reals.mul(product, (inForceCarry ? inForce : start.probability)[e]),
            alone ? Rational.ONE : reals.div(reach[i], total),
          );
          const decision = decisionEdges(game, path).indexOf(path.edges[position]);
          samples[path.edges[position] - game.firstEdge[i]].push({
            weight,
            factor: inForceCarry ? Rational.ONE : c[number],
            estimate: told[number][decision],
          });
          joint[path.edges[position] - game.firstEdge[i]].push(every[number]);
        });
      });
      const problem = {
        old: distributionAt(centre, set),
        samples,
        reach: total,
        tie: 'first' as const,
        turn: pool[0],
        set,
        name: '',
      };
      expected.set(set, { problem, joint });
    }
    const entries = witness.slice(next, next + expected.size);
    next += expected.size;
    const seen = new Map<number, Real[]>();
    for (const entry of entries) {
      const set = game.infoSetName.indexOf(entry.set);
      const found = expected.get(set);
      demand(found !== undefined && !seen.has(set), 'an update of another turn');
      demand(JSON.stringify(entry.turns) === JSON.stringify(pool), 'an update out of order');
      const q = distribution(game, set, entry.distribution);
      demand(isStep(surrogate, found.problem, found.joint, q), `no step at ${entry.set}`);
      seen.set(set, q);
    }
    demand(seen.size === expected.size, 'an update is missing');
    for (const [set, q] of seen) {
      made.set(set, q);
      for (const i of game.infoSets[set]) {
        if (pool.includes(game.turn[i])) q.forEach((mass, a) => (inForce[game.firstEdge[i] + a] = mass));
      }
    }
    if (pool.length === 1)
      ratios.set(
        pool[0],
        all.map((path) => ratioOf(game, start, inForce, path, pool[0])),
      );
  }
  demand(next === witness.length, 'an update too many');
  return made;
}

function ratioOf(
  game: Game,
  start: Policy,
  inForce: readonly Real[],
  path: ReturnType<typeof paths>[number],
  turn: number,
): Real {
  const n = path.nodes.findIndex((i) => game.kind[i] === NodeKind.decision && game.turn[i] === turn);
  if (n < 0) return Rational.ONE;
  const p = start.probability[path.edges[n]];
  return p.isZero() ? Rational.ZERO : reals.div(inForce[path.edges[n]], p);
}

function reachOf(game: Game, probability: readonly Real[]): Real[] {
  const reach = new Array<Real>(game.nodeCount).fill(Rational.ZERO);
  reach[0] = Rational.ONE;
  for (let i = 0; i < game.nodeCount; i++) {
    for (let e = game.firstEdge[i]; e < game.firstEdge[i + 1]; e++) {
      reach[game.child[e]] = reals.add(reach[game.child[e]], reals.mul(reach[i], probability[e]));
    }
  }
  return reach;
}
