import type { Game, Node, Path } from '../game.js';
import { div, isZero, type Num, ONE, ZERO } from '../number.js';
import { type Acting, actingAs, at, type Policy } from '../policy.js';
import type { Problem, Update } from '../rule.js';
import { problemAt, product, type Estimate } from './samples.js';
import type { Carry } from './carries.js';

/** What an iteration's updates have in common. */
export interface Setting {
  readonly estimate: Estimate;
  /** Undefined: means are taken under the policy in force itself. */
  readonly carry: Carry | undefined;
  /** Around what distributions the updates are made: π_k's, as a rule. */
  readonly centre: Policy;
  /** Is a single history updated also where it is not reached? */
  readonly everywhere: boolean;
}

/** An iteration under way: what the next turns' updates are, given those made; a set keeps one of its own for each turn. */
export class Progress {
  private readonly inForce = new Map<string, readonly Num[]>();
  private readonly done: number[] = [];
  constructor(
    private readonly game: Game,
    private readonly old: Policy,
    private readonly setting: Setting,
  ) {}

  /** The problems of the turns in `pool`, by information set; sets that are not reached have none. */
  problems(pool: readonly number[]): Map<string, { readonly nodes: readonly Node[]; readonly problem: Problem }> {
    const { estimate, carry, centre, everywhere } = this.setting;
    const acting: Acting = (node) => this.inForce.get(`${node.turn} ${node.set}`) ?? actingAs(this.old)(node);
    const ratio = ({ steps }: Path, turn: number): Num => {
      const taken = steps.find(({ node }) => node.kind === 'actions' && node.turn === turn);
      if (taken === undefined) return ONE;
      const before = actingAs(this.old)(taken.node)[taken.a];
      return isZero(before) ? ZERO : div(acting(taken.node)[taken.a], before);
    };
    // Only what follows the turn changes the worth of its actions (Eq. 8).
    const behind = this.done.filter((turn) => turn > pool[0]);
    const factor = (path: Path): Num => behind.reduce((c, turn) => carry?.(c, ratio(path, turn)) ?? ONE, ONE);
    const all = (path: Path): Num => product(this.done.map((turn) => ratio(path, turn)));
    const after = carry === undefined ? acting : actingAs(this.old);
    const batch = { estimate, before: acting, after, factor, all, everywhere };
    return new Map(
      [...this.game.sets].flatMap(([set, own]) => {
        const nodes = own.filter(({ turn }) => pool.includes(turn));
        const problem = problemAt(this.game, nodes, at(centre, set), batch);
        return problem === undefined ? [] : [[set, { nodes, problem }] as const];
      }),
    );
  }

  /** These updates of the turns in `pool` were made. */
  enter(pool: readonly number[], updates: readonly Update[]): void {
    for (const { nodes, q } of updates) for (const { turn, set } of nodes) this.inForce.set(`${turn} ${set}`, q);
    if (pool.length === 1) this.done.push(pool[0]);
  }
}
