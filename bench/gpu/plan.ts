/** What one section of the check is asked for. */
export interface Planned {
  /** Its name in the result. */
  readonly name: string;
  /** The section's program and its words; `pytorch` is a program in Python. */
  readonly words: readonly [string, ...string[]];
  /** Seconds. */
  readonly limit: number;
  /** Another engine than the one that is checked. */
  readonly engine?: string;
}

const BRIDGE = ['shared table', 'table of all histories', 'mlp', 'gru', 'transformer'] as const;

/**
 * What must be known first; what is about correctness, all of it at once; and what is timed, one after the other on a
 * machine that is left alone.
 */
export interface Plan {
  readonly first: readonly Planned[];
  readonly together: readonly Planned[];
  readonly alone: readonly Planned[];
  /** Batches of the transformer, tried in this order until one does not fit. */
  readonly batches: readonly number[];
  /** Seconds for everything. */
  readonly limit: number;
}

/** The plan of a form; `full` is made to end within six minutes whatever happens. */
export function planOf(small: boolean): Plan {
  const limit = small ? 110 : 100;
  const bridge = (small ? BRIDGE.slice(0, 1) : BRIDGE).map((policy): Planned => ({
    name: `bridge, ${policy}`,
    words: ['bridge', policy],
    limit,
  }));
  return {
    first: [{ name: 'adapter', words: ['adapter'], limit: 30 }],
    together: [
      { name: 'precision', words: ['precision'], limit },
      ...bridge,
      { name: 'steady', words: ['steady', small ? '4' : '64', 'bench'], limit },
      { name: 'training', words: ['training'], limit },
      { name: 'training on cpu', words: ['training'], limit, engine: 'cpu' },
    ],
    alone: [
      { name: 'sampling', words: small ? ['sampling', '4'] : ['sampling', '64', '1024'], limit: 30 },
      { name: 'language model', words: ['steps', small ? '2' : '8', 'language'], limit: 60 },
    ],
    batches: small ? [4, 8] : [64, 512, 2048, 4096, 8192, 12_288, 16_384],
    limit: small ? 300 : 345,
  };
}
