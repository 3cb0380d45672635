import { Rational } from '../exact/rational.js';
import { clip, clipFloor } from './clip.js';
import type { MirrorStep } from './mirrorStep.js';
import { ratioBox, supported, totalVariation, totalVariationPenalty, unrestricted } from './neighbourhood.js';
import { chiSquare, euclidean } from './quadratic.js';

const WITH_SIZE: Readonly<Record<string, (size: Rational) => MirrorStep>> = {
  clip,
  'clip-floor': clipFloor,
  euclidean,
  'chi-square': chiSquare,
  'ratio-box': ratioBox,
  'total-variation': totalVariation,
  'total-variation-penalty': totalVariationPenalty,
};
const WITHOUT_SIZE: Readonly<Record<string, () => MirrorStep>> = { unrestricted, supported };

/** Every form that `parseStep` reads, for messages and help. */
export const STEP_FORMS: readonly string[] = [
  ...Object.keys(WITH_SIZE).map((name) => `${name}:SIZE`),
  ...Object.keys(WITHOUT_SIZE),
];

/**
 * The step with the given name, e.g. "clip:1/5", "euclidean:2", "unrestricted"; the inverse of `step.name`.
 * Throws RangeError for an unknown name or a missing, superfluous or bad size.
 */
export function parseStep(text: string): MirrorStep {
  const [name, size, ...rest] = text.split(':');
  if (rest.length === 0 && size !== undefined && Object.hasOwn(WITH_SIZE, name))
    return WITH_SIZE[name](Rational.parse(size));
  if (size === undefined && Object.hasOwn(WITHOUT_SIZE, name)) return WITHOUT_SIZE[name]();
  throw new RangeError(`unknown step "${text}"; write one of ${STEP_FORMS.join(', ')}, with an exact SIZE such as 1/5`);
}
