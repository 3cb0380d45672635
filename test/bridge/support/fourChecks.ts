import { crossCheckResult, suiteResult, sweepTraceResult } from '../../../src/bridge/bridgeResult.js';
import { checkNeuralPath } from '../../../src/bridge/checkNeuralPath.js';
import { runSuite } from '../../../src/bridge/suite.js';
import { traceSweep } from '../../../src/bridge/sweepTrace.js';
import { tableFor } from '../../../src/bridge/tableFor.js';
import { environmentByName } from '../../../src/environments/registry.js';
import { unroll } from '../../../src/environments/unroll.js';
import { PRESETS } from '../../../src/neural/algorithm/presets.js';
import type { Device } from '../../../src/neural/tf.js';
import { Trainer } from '../../../src/neural/train/trainer.js';

/** F1, F3 and F4 (which contains F2) on one engine: lines of text. */
export async function fourChecks(device: Device): Promise<string[]> {
  const environment = environmentByName('delayed-credit-bandit');
  const f1 = crossCheckResult(await checkNeuralPath(device, { environment }));

  const unrolled = unroll(environment);
  const optimizer = { kind: 'sgd', learningRate: 2 } as const;
  const network = tableFor(unrolled, 1); // all turns share a row for each last token
  const sampling = { batchContexts: 1, groupSize: 4, seed: 3 };
  const trainer = new Trainer(device, { environment, network, optimizer, algorithm: PRESETS.seeupo, ...sampling });
  const traces = [];
  for (let k = 0; k < 4; k++) traces.push(await traceSweep(trainer, unrolled));
  trainer.dispose();

  const runs = [];
  const suite = { environments: [environment], algorithms: { seeupo: PRESETS.seeupo, rloo: PRESETS.rloo } };
  const length = { iterations: 10, evaluateEvery: 5, seeds: [1], batchContexts: 1, groupSize: 8 };
  for await (const run of runSuite(device, { ...suite, ...length, optimizer, network: (own) => tableFor(own) })) {
    runs.push(run);
  }
  return [f1, sweepTraceResult(traces), suiteResult(runs)].flatMap(({ claim, holds, checked, findings }) => [
    `${claim} ${holds ? 'holds' : 'FAILS'} (${checked} checked)`,
    ...findings.map((line) => `  ${line}`),
  ]);
}
