import { assemble, type GameHead, type RawEdge, type RawNode } from '../game/assemble.js';
import { NodeKind } from '../game/game.js';
import type { Information } from '../game/information.js';
import { pathName, ROOT_NAME } from '../game/pathName.js';
import { Rational } from '../exact/rational.js';
import { type Belief, beliefKey, branchesAfter, type Branch, legalAt, legalResponses, promptsOf } from './belief.js';
import { branchLabels } from './branchLabels.js';
import type { Environment } from './environment.js';
import { EnvironmentError } from './environmentError.js';
import { GrowthLimit } from './growthLimit.js';
import { inRange } from './inRange.js';
import { textOf } from './tokens.js';
import type { Unrolled } from './unroll.js';

/** The choices of `UnrollOptions`, none left open. */
export interface GrowOptions {
  readonly level: Unrolled['level'];
  readonly shareStates: boolean;
  readonly limit: number;
  readonly information: Information | undefined;
}

/** A decision node: what the policy has read, and what is then possible. */
interface Situation<State> {
  readonly belief: Belief<State>;
  readonly turn: number;
  readonly history: readonly number[];
  readonly prefix: readonly number[];
  /** Decisions before it. */
  readonly stage: number;
  /** Rewards on the way (of one way, where states are shared). */
  readonly paid: Rational;
}

interface Draft extends RawNode {
  edges: RawEdge[];
  readonly tokens: (readonly number[] | undefined)[];
}

/** The game of a checked environment, grown from the prompts onwards. See `unroll`. */
export function grow<State>(environment: Environment<State>, options: GrowOptions): Unrolled<State> {
  return new Growth(environment, options).finished();
}

class Growth<State> {
  private readonly drafts: Draft[] = [];
  private readonly situations: (Situation<State> | undefined)[] = [];
  private readonly nodeOf = new Map<string, number>();
  private readonly limit: GrowthLimit;

  constructor(
    private readonly environment: Environment<State>,
    private readonly options: GrowOptions,
  ) {
    this.limit = new GrowthLimit(environment.name, options);
    const prompts = promptsOf(environment).map((prompt) => ({
      ...prompt,
      reward: Rational.ZERO,
      next: prompt.belief,
    }));
    this.reply(prompts, { turn: 0, history: [], stage: 0, paid: Rational.ZERO }, ROOT_NAME, true);
    for (let i = 0; i < this.drafts.length; i++) {
      const situation = this.situations[i];
      if (situation !== undefined) this.decide(i, situation);
    }
  }

  /** The edges of decision node `i`. */
  private decide(i: number, situation: Situation<State>): void {
    const { belief, history, prefix, stage } = situation;
    const { environment } = this;
    const after = (response: readonly number[], name: string): { to: number; reward: Rational } => {
      const then = { ...situation, history: [...history, ...response], stage: stage + 1 };
      return this.reply(branchesAfter(environment, belief, response), then, name, false);
    };
    if (this.options.level === 'response') {
      for (const response of legalResponses(environment, belief)) {
        const label = textOf(environment.vocabulary, response.length === 1 ? response : response.slice(0, -1));
        this.link(i, label, response, after(response, this.nameBelow(i, label)));
      }
      return;
    }
    for (const id of legalAt(environment, belief, prefix)) {
      const label = environment.vocabulary[id];
      const longer = [...prefix, id];
      const name = this.nameBelow(i, label);
      const to =
        id === environment.end
          ? after(longer, name)
          : { to: this.decision({ ...situation, prefix: longer, stage: stage + 1 }, name), reward: Rational.ZERO };
      this.link(i, label, [id], to);
    }
  }

  private link(
    i: number,
    label: string,
    tokens: readonly number[] | undefined,
    edge: { readonly to: number; readonly reward: Rational; readonly probability?: Rational },
  ): void {
    const draft = this.drafts[i];
    this.limit.countEdge();
    draft.edges.push({ label, to: edge.to, reward: edge.reward, probability: edge.probability ?? Rational.ZERO });
    draft.tokens.push(tokens);
  }

  /** Where a reply leads: a chance node, or straight on where there is one branch only. */
  private reply(
    branches: readonly Branch<State>[],
    from: Pick<Situation<State>, 'turn' | 'history' | 'stage' | 'paid'>,
    name: string,
    isRoot: boolean,
  ): { to: number; reward: Rational } {
    if (branches.length === 1) return this.arrive(branches[0], from, name);
    const i = this.draft(NodeKind.chance, name, Rational.ZERO);
    branchLabels(this.environment.vocabulary, branches).forEach((label, b) => {
      const branch = branches[b];
      const edge = this.arrive(branch, from, pathName(name, label, isRoot));
      this.link(i, label, undefined, { ...edge, probability: branch.probability });
    });
    return { to: i, reward: Rational.ZERO };
  }

  private arrive(
    branch: Branch<State>,
    from: Pick<Situation<State>, 'turn' | 'history' | 'stage' | 'paid'>,
    name: string,
  ): { to: number; reward: Rational } {
    const { environment } = this;
    const paid = from.paid.add(branch.reward);
    if (branch.next === undefined) {
      if (!this.options.shareStates) inRange(environment, paid);
      return { to: this.terminal(branch.reward, name), reward: Rational.ZERO };
    }
    if (from.turn === environment.turns)
      throw new EnvironmentError(
        `environment "${environment.name}": an episode goes on after turn ${environment.turns}, its last ("${name}")`,
      );
    const history = [...from.history, ...branch.observation];
    const next = { belief: branch.next, turn: from.turn + 1, history, prefix: [], stage: from.stage, paid };
    return { to: this.decision(next, name), reward: branch.reward };
  }

  private terminal(reward: Rational, name: string): number {
    if (!this.options.shareStates) return this.draft(NodeKind.terminal, name, reward);
    return this.shared(`end, pays ${reward}`, (key) => this.draft(NodeKind.terminal, key, reward));
  }

  private decision(situation: Situation<State>, name: string): number {
    const { belief, turn, stage, history, prefix } = situation;
    const make = (nodeName: string): number => {
      const i = this.draft(NodeKind.decision, nodeName, Rational.ZERO);
      this.situations[i] = situation;
      return i;
    };
    const { environment } = this;
    if (this.options.shareStates) {
      const where = this.options.level === 'response' ? `turn ${turn}` : `turn ${turn} token ${stage + 1}`;
      const said = prefix.length === 0 ? '' : ` after "${textOf(environment.vocabulary, prefix)}"`;
      return this.shared(`${where} ${beliefKey(environment, belief)}${said}`, make);
    }
    const read = [...history, ...prefix];
    const node = this.nodeOf.get(read.join());
    if (node !== undefined) {
      throw new EnvironmentError(
        `environment "${environment.name}": the histories of "${this.drafts[node].name}" and "${name}" read the same ("${textOf(environment.vocabulary, read)}"); let the observations tell them apart`,
      );
    }
    const i = make(name);
    this.nodeOf.set(read.join(), i);
    // The first possible state stands for all: its masks are theirs, or `decide` refuses the environment.
    if (this.options.level === 'response') this.limit.promise(legalResponses(environment, belief.slice(0, 1)));
    return i;
  }

  private shared(key: string, make: (key: string) => number): number {
    let i = this.nodeOf.get(key);
    if (i === undefined) this.nodeOf.set(key, (i = make(key)));
    return i;
  }

  private draft(kind: number, name: string, reward: Rational): number {
    this.limit.countNode();
    this.drafts.push({ kind, name, reward, edges: [], tokens: [] });
    return this.drafts.length - 1;
  }

  /** The name of what comes after action `label` of node `i`; shared nodes have names of their own instead. */
  private nameBelow(i: number, label: string): string {
    return pathName(this.drafts[i].name, label, i === 0);
  }

  finished(): Unrolled<State> {
    const { drafts, situations, environment, options } = this;
    const head: GameHead = { name: environment.name, description: environment.description };
    const { game, numberOf } = assemble(
      drafts,
      options.information === undefined ? head : { ...head, information: options.information },
    );
    const inOrder = new Array<Situation<State> | undefined>(game.nodeCount);
    const responses = new Array<readonly number[] | undefined>(game.edgeCount);
    drafts.forEach(({ tokens }, i) => {
      const node = numberOf[i];
      inOrder[node] = situations[i];
      tokens.forEach((ids, e) => (responses[game.firstEdge[node] + e] = ids));
    });
    return {
      environment,
      game,
      level: options.level,
      shareStates: options.shareStates,
      histories: inOrder.map((situation) => situation?.history),
      prefixes: inOrder.map((situation) => situation?.prefix),
      responses,
      legalNext: (node, prefix) => {
        const situation = inOrder[node];
        if (situation === undefined) throw new RangeError(`node ${node} is no decision node`);
        return legalAt(environment, situation.belief, prefix);
      },
    };
  }
}
