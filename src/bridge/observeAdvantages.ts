import type { Sample } from '../neural/rollout/samples.js';
import { allRows, type PerToken, tokenValues } from '../neural/rollout/tokenLogs.js';
import type { Advantages } from '../neural/train/advantages.js';
import { BridgeError } from './bridgeError.js';
import { tokenName, trajectoryName } from './names.js';
import type { NeuralParts } from './neuralParts.js';
import type { Subject } from './subject.js';

/** The advantages that the neural functions `parts` compute, and the critic's values where GAE starts from them. */
export async function observeAdvantages(
  { device, critic, algorithm: { advantage } }: Subject,
  samples: readonly Sample[],
  parts: NeuralParts,
): Promise<{ readonly advantages: Advantages; readonly values: PerToken | undefined }> {
  if (advantage.kind === 'return') {
    return { advantages: { kind: 'trajectory', byId: parts.advantages(samples, advantage) }, values: undefined };
  }
  const { network, theta } = needed(critic, 'GAE needs a critic');
  const values = await tokenValues(device, network, theta, allRows(samples));
  return { advantages: { kind: 'token', tokens: parts.tokenAdvantages(samples, values, advantage) }, values };
}

/** See `namedAdvantages`. */
export interface NamedAdvantages {
  /** Â by `trajectoryName`; with a critic, of every response token by `tokenName`. */
  readonly advantages: ReadonlyMap<string, number>;
  /** What the critic should have said, by `tokenName`. */
  readonly targets: ReadonlyMap<string, number> | undefined;
}

/** Advantages by the names under which they are compared, and a critic's targets. */
export function namedAdvantages(samples: readonly Sample[], advantages: Advantages): NamedAdvantages {
  if (advantages.kind === 'trajectory') {
    const all = Array.from(advantages.byId, ([id, x]): [string, number] => [trajectoryName(id), x]);
    return { advantages: new Map(all), targets: undefined };
  }
  const byName = (numbers: ReadonlyMap<number, Float64Array>): Map<string, number> =>
    new Map(
      samples.flatMap(({ id, responses }) =>
        responses.flatMap(({ start, legal }) =>
          legal.map((_, n): [string, number] => [tokenName(id, start + n), numbers.get(id)?.[start + n] ?? NaN]),
        ),
      ),
    );
  const { tokens } = advantages;
  return { advantages: byName(tokens.advantages), targets: byName(tokens.targets) };
}

/** What a subject must have for its algorithm. Throws BridgeError where it is undefined. */
export function needed<Part>(part: Part | undefined, what: string): Part {
  if (part === undefined) throw new BridgeError(`${what}, which the subject to observe has not`);
  return part;
}
