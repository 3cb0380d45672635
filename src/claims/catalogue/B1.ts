import { type Path, pathProbability, paths } from '../../evaluate/paths.js';
import { pathReturn } from '../../evaluate/pathReturn.js';
import { value } from '../../evaluate/value.js';
import { Rational } from '../../exact/rational.js';
import { type Game, NodeKind } from '../../game/game.js';
import type { Policy } from '../../policy/policy.js';
import type { Claim } from '../claim.js';
import { COMMON, type Family } from '../generate/family.js';
import { all, equal, type Outcome } from '../outcome.js';
import { stated, type StatementOf } from './witnesses.js';

const family: Family = {
  ...COMMON,
  edgeRewards: true,
  discounts: ['1', '1/2'],
  policies: { old: 'any' },
  tiny: {
    ...COMMON.tiny,
    distributions: [
      ['1/2', '1/2'],
      ['1/4', '3/4'],
      ['1', '0'],
    ],
  },
};

/** E_π[R | s0] per context's node: V_π(s0), and what was paid on the way to s0. */
function contextValue(game: Game, policy: Policy): Rational[] {
  const before = pathReturn(game);
  return value(policy).map((own, i) => own.add(before[i]));
}

/** An arm y of the bandit: the actions of whole paths in one context, and the sampled paths that take just these. */
interface Arm {
  readonly context: number;
  readonly name: string;
  readonly paths: readonly { readonly path: Path; readonly probability: Rational }[];
}

/** The arms that `policy` samples. */
function armsOf(game: Game, policy: Policy): Arm[] {
  const arms = new Map<string, { context: number; name: string; paths: { path: Path; probability: Rational }[] }>();
  for (const path of paths(game)) {
    const probability = pathProbability(policy.probability, path);
    if (probability.isZero()) continue;
    const actions = path.edges.filter((_, step) => game.kind[path.nodes[step]] === NodeKind.decision);
    const name = actions.map((e) => game.label[e]).join(' → ');
    const key = JSON.stringify([path.context, name]);
    const arm = arms.get(key) ?? { context: path.context, name, paths: [] };
    arm.paths.push({ path, probability });
    arms.set(key, arm);
  }
  return [...arms.values()];
}

const mass = (arm: Arm): Rational => Rational.sum(arm.paths.map(({ probability }) => probability));

/** E_π[x(τ) | s0, y] for each arm against A(s0, y) = Q(s0, y) − V(s0), all taken from paths. */
function* unbiased(game: Game, policy: Policy, label: string, x: (path: Path) => Rational): Generator<Outcome> {
  const arms = armsOf(game, policy);
  const armValue = new Map(arms.map((arm) => [arm, meanOver(arm, ({ pathReturn }) => pathReturn)]));
  for (const arm of arms) {
    const rivals = arms.filter(({ context }) => context === arm.context);
    const total = Rational.sum(rivals.map(mass));
    const mean = Rational.sum(rivals.map((rival) => mass(rival).mul(armValue.get(rival) ?? Rational.ZERO))).div(total);
    const advantage = (armValue.get(arm) ?? Rational.ZERO).sub(mean);
    const where = (): string => whereOf(game, arm.context, arm.name);
    yield equal(`E[${label} | s0,y]`, meanOver(arm, x), 'A(s0,y)', advantage, where);
  }
}

function meanOver(arm: Arm, x: (path: Path) => Rational): Rational {
  return Rational.sum(arm.paths.map(({ path, probability }) => probability.mul(x(path)))).div(mass(arm));
}

/** The statement at the arm that is named. */
const atArm =
  (baseline: string): StatementOf =>
  ({ game, policies }, { where }) => {
    const arm = armsOf(game, policies['old']).find(({ context, name }) => where === whereOf(game, context, name));
    if (arm === undefined) throw new RangeError(`"${where ?? ''}" names no arm`);
    const [{ path }] = arm.paths;
    const actions = path.edges.filter((_, step) => game.kind[path.nodes[step]] === NodeKind.decision);
    const context = game.kind[0] === NodeKind.chance ? game.label[path.edges[0]] : 'the only one';
    return { id: 'unbiased', baseline, context, actions: actions.map((e) => game.label[e]) };
  };

const whereOf = (game: Game, context: number, actions: string): string =>
  `context ${game.nodeName[context]}, actions ${actions}`;

/** The group baseline's ideal. */
export const B1: Claim = {
  id: 'B1',
  title: 'The return less V(s0) is an unbiased estimate of the joint advantage',
  statement:
    'In the bandit view (one arm y for each sequence of actions), E_π[r − V_π(s0) | s0, y] = A(s0, y) = Q(s0, y) − V(s0) for every context s0 and every arm y that π samples.',
  source: 'Eq. 5',
  regime: {
    information: 'any',
    expectation: 'exact',
    optimiser: 'none',
    support: 'any',
    discount: 'any γ; rewards on the way allowed',
    order: 'none',
  },
  paper: 'guaranteed',
  expected: 'proved',
  remark:
    'The right side is made from the paths alone, the left side with V_π from a backward pass. V(s0) is the mean return of the context: what is paid on the way to s0 is part of it. The estimate is unbiased for the arm, not for the single turn: see B4.',
  family,
  check: ({ game, policies }) => {
    const values = contextValue(game, policies['old']);
    return all(unbiased(game, policies['old'], 'r − V(s0)', (path) => path.pathReturn.sub(values[path.context])));
  },
  variants: [
    {
      id: 'mean-over-contexts',
      title: 'The mean over all contexts, J, serves as the baseline of each',
      expected: 'refuted',
      drops: "the baseline is the context's own value V(s0)",
      witness: stated(atArm('J')),
      check: ({ game, policies }) => {
        const [mean] = value(policies['old']);
        return all(unbiased(game, policies['old'], 'r − J', (path) => path.pathReturn.sub(mean)));
      },
    },
    {
      id: 'stale-baseline',
      title: 'The value of another policy serves as the baseline',
      expected: 'refuted',
      drops: 'the baseline is the value of the sampling policy',
      family: { ...family, policies: { old: 'any', other: 'any' } },
      witness: stated(atArm('other'), 'other'),
      check: ({ game, policies }) => {
        const values = contextValue(game, policies['other']);
        return all(unbiased(game, policies['old'], "r − V'(s0)", (path) => path.pathReturn.sub(values[path.context])));
      },
    },
  ],
};
