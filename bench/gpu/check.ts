import { writeFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, type } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseEngineChoice } from '../../src/neural/engine/engineChoice.js';
import { type Planned, planOf, stepsOf } from './plan.js';
import { pytorchProgram } from './pytorch.js';
import type { GpuCheck, SectionResult } from './resultSpec.js';
import { sectionProcess } from './sectionProcess.js';

const USE = `Checks and times the neural path on a GPU, and writes what it found as JSON (docs/engines.md).

  ./run.sh RESULT.json [--engine webgpu:NAME] [--only SECTION,…] [--small]

--engine  the engine to check (default: webgpu); webgpu:NAME for the adapter whose name holds NAME
--only    of the sections, those whose names begin like this
--small   the small form, for a GPU done in software (default engine: webgpu:SwiftShader)`;

interface Settings {
  readonly file: string;
  readonly small: boolean;
  readonly engine: string;
  readonly only: readonly string[] | undefined;
}

function settings(): Settings | undefined {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      engine: { type: 'string' },
      only: { type: 'string' },
      small: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return undefined;
  if (positionals.length !== 1) throw new RangeError(`one file for the result is needed, not ${positionals.length}`);
  const small = values.small === true;
  const engine = values.engine ?? (small ? 'webgpu:SwiftShader' : 'webgpu');
  parseEngineChoice(engine);
  return { file: positionals[0], small, engine, only: values.only?.split(',') };
}

/** Runs the plan. The result file is written again after every section. */
class Check {
  private readonly start = performance.now();
  private readonly sections: Record<string, SectionResult> = {};
  private readonly plan;

  constructor(private readonly settings: Settings) {
    this.plan = planOf(settings.small);
  }

  async run(): Promise<void> {
    const { first, together, batches, afterSteps } = this.plan;
    for (const planned of first) await this.section(planned);
    await Promise.all(together.map((planned) => this.section(planned)));
    const fitting: number[] = [];
    for (const batch of batches) {
      const result = await this.section(stepsOf(batch, 'own', this.settings.small));
      if (result?.outcome !== 'done') break;
      fitting.push(batch);
    }
    for (const planned of afterSteps(fitting.length === 0 ? batches.slice(0, 1) : fitting)) await this.section(planned);
  }

  private async section({
    name,
    words,
    limit,
    engine = this.settings.engine,
  }: Planned): Promise<SectionResult | undefined> {
    const { only, small } = this.settings;
    if (only !== undefined && !only.some((start) => name.startsWith(start))) return undefined;
    const left = this.plan.limit - this.seconds;
    const result: SectionResult =
      left < 5
        ? { outcome: 'skipped', seconds: 0, cause: 'the time of the whole check is over', told: {} }
        : await this.ran(words, engine, small, Math.min(limit, left));
    this.sections[name] = result;
    this.write();
    console.log(
      `${this.seconds.toFixed(0).padStart(4)} s  ${name}: ${result.outcome}${result.cause === undefined ? '' : ` (${result.cause})`}`,
    );
    return result;
  }

  private async ran(words: Planned['words'], engine: string, small: boolean, limit: number): Promise<SectionResult> {
    if (words[0] === 'pytorch') {
      const program = pytorchProgram(words.slice(1).map(Number), small);
      if ('missing' in program) return { outcome: 'skipped', seconds: 0, cause: program.missing, told: {} };
      return sectionProcess({ ...program, limit });
    }
    const file = fileURLToPath(new URL('runSection.js', import.meta.url));
    const command = [process.execPath, file, ...words, '--engine', engine, ...(small ? ['--small'] : [])] as const;
    return sectionProcess({ command: [...command], limit });
  }

  private get seconds(): number {
    return (performance.now() - this.start) / 1000;
  }

  private write(): void {
    const { file, small, engine } = this.settings;
    const result: GpuCheck = {
      schemaVersion: 1,
      kind: 'seeupo-gpu-check',
      form: small ? 'small' : 'full',
      engine,
      host: {
        node: process.version,
        system: `${type()} ${arch()}`,
        cores: availableParallelism(),
        processor: cpus()[0]?.model ?? 'unknown',
      },
      seconds: this.seconds,
      sections: this.sections,
    };
    writeFileSync(file, `${JSON.stringify(result, undefined, 1)}\n`);
  }
}

try {
  const asked = settings();
  if (asked === undefined) console.log(USE);
  else {
    await new Check(asked).run();
    console.log(`written: ${asked.file}`);
  }
} catch (error) {
  console.error(`gpu check: ${(error as Error).message}; see --help`);
  process.exitCode = 2;
}
