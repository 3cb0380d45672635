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

/**
 * What must be known first; what is about correctness, all of it at once; and what is timed, one after the other on a
 * machine that is left alone: steps of growing batches until one does not fit, then what depends on those that did.
 */
export interface Plan {
  readonly first: readonly Planned[];
  readonly together: readonly Planned[];
  readonly batches: readonly number[];
  readonly afterSteps: (fitting: readonly number[]) => readonly Planned[];
  /** Seconds for everything. */
  readonly limit: number;
}

const POLICIES = ['shared table', 'table of all histories', 'mlp', 'gru', 'transformer'] as const;

/** The small form is for tests, on a software driver beside other work: it is patient. */
const PATIENCE = 8;

/** Steps of the benchmark's transformer at a batch. */
export function stepsOf(batch: number, how = 'own', small = false): Planned {
  return {
    name: `${how === 'own' ? '' : `${how} `}steps of ${batch}`,
    words: ['steps', `${batch}`, 'bench', how],
    limit: small ? 40 * PATIENCE : 40,
  };
}

/** The plan of a form; `full` is made to end within six minutes whatever happens. */
export function planOf(small: boolean): Plan {
  const limit = small ? 110 * PATIENCE : 110;
  return {
    first: [{ name: 'adapter', words: ['adapter'], limit: small ? 30 * PATIENCE : 30 }],
    together: [
      { name: 'precision', words: ['precision'], limit },
      ...POLICIES.slice(0, small ? 1 : undefined).map((policy): Planned => ({
        name: `bridge, ${policy}`,
        words: ['bridge', policy],
        limit,
      })),
      { name: 'steady', words: ['steady', small ? '4' : '64', 'bench'], limit },
      { name: 'training', words: ['training'], limit },
      { name: 'training on cpu', words: ['training'], limit, engine: 'cpu' },
    ],
    batches: small ? [4] : [64, 512, 4096, 12_288, 16_320],
    afterSteps: (fitting) => afterSteps(fitting, small),
    limit: small ? 345 * PATIENCE : 345,
  };
}

function afterSteps(fitting: readonly number[], small: boolean): Planned[] {
  const some = [fitting[0], fitting[2], fitting.at(-1)];
  const batches = [...new Set(some)].filter((batch) => batch !== undefined);
  const ends = [...new Set([fitting[0], fitting.at(-1)])].filter((batch) => batch !== undefined);
  const profiles = (how: string, of: readonly number[]): Planned[] =>
    of.map((batch) => ({
      name: `${how === 'own' ? '' : `${how} `}profile of ${batch}`,
      words: ['profile', `${batch}`, 'bench', how],
      limit: 30,
    }));
  const timed: Planned[] = [
    { name: 'PyTorch', words: ['pytorch', ...batches.map(String)], limit: 100 },
    ...profiles('own', ends),
    { name: 'sampling', words: small ? ['sampling', '4'] : ['sampling', '64', '1024'], limit: 40 },
    { name: 'language model', words: ['steps', small ? '2' : '8', 'language'], limit: 60 },
  ];
  if (small) return timed.map((section) => ({ ...section, limit: section.limit * PATIENCE }));
  return [
    ...timed,
    // How it was without shaders of our own.
    ...[64, 4096].map((batch) => stepsOf(batch, 'plain')),
    ...profiles('plain', fitting.slice(0, 1)),
    { name: 'language model profile', words: ['profile', '8', 'language'], limit: 30 },
    { name: 'host', words: ['host', '64', 'bench'], limit: 30 },
    { name: 'products', words: ['products', '65536'], limit: 50 },
  ];
}
