import { probe } from '../../../../src/neural/engine/probe.js';

/**
 * What a probe of the tensorflow engine answers. On CI, where its binding is built for this (.ci/run), it has to work.
 * The probe's own words: a GPU, if there is one, is used.
 */
export async function tensorflowHere(): ReturnType<typeof probe> {
  const answer = await probe({ name: 'tensorflow' });
  if (!answer.works && process.env['CI'] === 'true')
    throw new Error(`CI must check the tensorflow engine: ${answer.cause}; ${answer.cure}`);
  return answer;
}
