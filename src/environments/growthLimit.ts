import { TooLargeError } from './environmentError.js';
import type { GrowOptions } from './grow.js';

/** Edges allowed for each node of the limit: shared nodes may have many edges between few nodes. */
const EDGES_PER_NODE = 10;

/** Counts nodes and edges while a game grows, and throws TooLargeError, with the ways out, when it grows too large. */
export class GrowthLimit {
  private nodes = 0;
  private edges = 0;
  private promised = 0;

  constructor(
    private readonly name: string,
    private readonly options: Pick<GrowOptions, 'level' | 'shareStates' | 'limit'>,
  ) {}

  countNode(): void {
    this.nodes += 1;
    if (this.nodes > this.options.limit) this.refuse('nodes', this.options.limit);
  }

  countEdge(): void {
    this.edges += 1;
    if (this.edges > EDGES_PER_NODE * this.options.limit) this.refuse('edges', EDGES_PER_NODE * this.options.limit);
  }

  /**
   * Counts the nodes that a new decision node of a tree will have below it, one for each of its `actions`, long
   * before they are made: a game that is far too large is refused at once.
   */
  promise(actions: Iterator<unknown>): void {
    if (this.options.shareStates) return;
    while (actions.next().done !== true) {
      this.promised += 1;
      if (this.promised > this.options.limit) this.refuse('nodes', this.options.limit);
    }
  }

  private refuse(what: string, limit: number): never {
    const { level, shareStates } = this.options;
    const merge = shareStates ? '' : 'merge equal states (shareStates: true), ';
    throw new TooLargeError(
      `environment "${this.name}" has more than ${limit} ${what} at ${level} level, the limit`,
      `choose smaller sizes, ${merge}or estimate by sampling (monteCarloReturn)`,
      limit,
    );
  }
}
