import { EngineError, firstLine } from './engineError.js';
import { openHere } from './openHere.js';
import { type ProbeAnswer, type ProbeRequest, probeRequestSpec } from './probeMessage.js';

/** The program of a probe's process: opens one engine, lets it solve the known-answer problem, reports, and ends. */
async function answerTo({ name, adapter, cpuForward }: ProbeRequest): Promise<ProbeAnswer> {
  try {
    const { engine, check } = await openHere(name, {
      ...(adapter === undefined ? {} : { adapter }),
      ...(cpuForward === undefined ? {} : { cpuForward }),
    });
    return { works: true, info: engine.info, check };
  } catch (error) {
    const { cause, cure } =
      error instanceof EngineError ? error : { cause: firstLine(error), cure: 'use another engine' };
    return { works: false, cause, cure };
  }
}

const answer = await answerTo(probeRequestSpec.parse(JSON.parse(process.argv[2])));
// A driver's threads may keep the process alive, so it ends here whatever they do.
if (process.send !== undefined) process.send(answer, () => process.exit(0));
