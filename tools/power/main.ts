import { writeFileSync } from 'node:fs';
import { Random } from '../../src/claims/generate/random.js';
import { GUARANTEES } from '../../src/guarantees/guarantees.js';
import type { GuaranteeRegime } from '../../src/guarantees/guarantee.js';
import { Trial } from '../../src/guarantees/trial.js';
import { type Kind, neighboursOf, plantedIn } from '../../src/search/panel.js';
import type { PanelRecord, PowerRecord } from '../../src/search/power.js';
import { DEFAULT_RUNS } from '../../src/search/runs.js';
import { search } from '../../src/search/search.js';
import { worldInstance } from '../../src/search/world.js';

// Runs the power test and measures how rare the planted mistakes are: npm run power. Writes corpus/power.json.

const SEED = 1;
const DRAWN = 5000;
const REGIMES: readonly GuaranteeRegime[] = [
  { information: 'full', turns: 'single' },
  { information: 'full', turns: 'multi' },
  { information: 'truncated', turns: 'multi' },
  { information: 'shared', turns: 'multi' },
];

function panels(): PanelRecord[] {
  return REGIMES.flatMap((regime) => {
    const random = new Random(99);
    const drawn = Array.from({ length: DRAWN }, () => worldInstance(random, regime, [1]));
    return GUARANTEES.filter(({ applies }) => applies(regime)).flatMap((guarantee) =>
      (['exact', 'enclosed'] as const satisfies Kind[]).map((kind): PanelRecord => {
        const neighbours = neighboursOf(guarantee.id, regime, kind).map((neighbour) => {
          const examined = plantedIn(guarantee.id, regime, kind, neighbour);
          const broken = drawn.filter((instance) => {
            const parameters = { ...instance.parameters, iterations: '3' };
            const trial = new Trial(examined, guarantee.prepare?.(instance) ?? { ...instance, parameters });
            return (guarantee.quick?.(trial) ?? guarantee.decide(trial)).status === 'violated';
          });
          const [{ counterexample, after }] = search(examined, [guarantee], regime, { seed: SEED, runs: DEFAULT_RUNS });
          const found = counterexample === undefined ? 'not found' : (after ?? 'climb');
          return { id: neighbour.id, title: neighbour.title, rate: broken.length / DRAWN, found } as const;
        });
        const { information, turns } = regime;
        console.log(
          `${guarantee.id} ${information} ${turns} ${kind}: ${neighbours.map((n) => `${n.id} ${n.found}`).join(', ')}`,
        );
        return { guarantee: guarantee.id, information, turns, kind, neighbours };
      }),
    );
  });
}

const record: PowerRecord = { version: 1, seed: SEED, runs: DEFAULT_RUNS, drawn: DRAWN, panels: panels() };
writeFileSync(new URL('../../corpus/power.json', import.meta.url), `${JSON.stringify(record, undefined, 1)}\n`);
