import type { Surrogate } from '../algorithm/algorithm.js';
import { clipped, exact, gradient, jointClipped, kl, tokenClipped } from '../algorithm/surrogates.js';
import { ExactError } from '../exact/exactError.js';
import { AtlasError } from './atlasError.js';

/** A turn's update in the atlas. */
export interface Update {
  /** As in a row's name, e.g. "clip-turn:1/5". */
  readonly id: string;
  readonly kind: UpdateKind;
  readonly title: string;
  readonly surrogate: Surrogate;
}

/** What sort of update it is, apart from its size. */
export type UpdateKind =
  'gradient' | 'length-gradient' | 'clip-token' | 'clip-turn' | 'clip-joint' | 'kl' | 'euclidean' | 'unrestricted';

/** How many tokens the first response of every decision has, and all the others: far apart, so that it matters. */
export const LENGTHS = [1, 20] as const;

interface Form {
  readonly title: (size: string) => string;
  readonly surrogate: (size: string) => Surrogate;
}

const FORMS: Readonly<Record<Exclude<UpdateKind, 'unrestricted'>, Form>> = {
  gradient: {
    title: (size) => `one gradient step of size ${size} (REINFORCE)`,
    surrogate: (size) => gradient(size),
  },
  'length-gradient': {
    title: (size) => `one gradient step of size ${size} on the length-normalised ratio (GSPO)`,
    surrogate: (size) => gradient(size, LENGTHS),
  },
  'clip-token': { title: (size) => `clipped ratio of each token, ε = ${size} (PPO, GRPO)`, surrogate: tokenOf },
  'clip-turn': { title: (size) => `clipped ratio of each turn, ε = ${size} (SeeUPO)`, surrogate: turnOf },
  'clip-joint': { title: (size) => `clipped ratio of all turns together, ε = ${size}`, surrogate: jointOf },
  kl: { title: (size) => `KL drift of weight ${size}`, surrogate: (size) => kl(size) },
  euclidean: {
    title: (size) => `squared Euclidean drift of weight ${size}`,
    surrogate: (size) => exact(`euclidean:${size}`),
  },
};

/** The forms of an update's name, for messages and help. */
export const UPDATE_FORMS: readonly string[] = [...Object.keys(FORMS).map((name) => `${name}:SIZE`), 'unrestricted'];

/** The update of that name. Throws AtlasError for another form, or a size that is none. */
export function updateOf(id: string): Update {
  if (id === 'unrestricted') {
    return { id, kind: id, title: 'the best action, nothing held back', surrogate: exact(id) };
  }
  const [name, size, ...rest] = id.split(':');
  if (size === undefined || rest.length > 0 || !Object.hasOwn(FORMS, name)) {
    throw new AtlasError(
      `unknown update "${id}"; write one of ${UPDATE_FORMS.join(', ')}, with an exact SIZE such as 1/5`,
    );
  }
  const kind = name as keyof typeof FORMS;
  try {
    return { id, kind, title: FORMS[kind].title(size), surrogate: FORMS[kind].surrogate(size) };
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof ExactError)) throw error;
    throw new AtlasError(`"${id}": ${error.message}`, { cause: error });
  }
}

function tokenOf(size: string): Surrogate {
  return tokenClipped(size);
}

function turnOf(size: string): Surrogate {
  return clipped(size);
}

function jointOf(size: string): Surrogate {
  return jointClipped(size);
}
