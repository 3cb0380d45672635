import { AuditError } from '../auditError.js';
import type { LogHeader } from '../logRow.js';
import type { Claim } from './claim.js';
import { plainClaim } from './plain.js';
import { isPreset, PRESET_CONFIGS } from './presets.js';
import { trlClaim } from './trl.js';
import { verlClaim } from './verl.js';

/** What a log's first line, or a preset or configuration that stands in for it, claims. */
export function claimOf({ trainer, version, config }: LogHeader): Claim {
  const name = trainer.toLowerCase();
  switch (name) {
    case 'trl':
      return trlClaim(config, version);
    case 'verl':
      return verlClaim(config);
    case 'plain':
      return plainClaim(config);
    default:
      // Nothing is known about this trainer's names: only what needs no configuration can be said.
      return {
        trainer,
        settings: { accumulation: 1, callsPerGeneration: 1, constantLength: 1, lossNames: ['loss'], tokenNames: [] },
        undecided: [
          { key: 'trainer', why: `${JSON.stringify(trainer)} is not known (known: trl, verl, plain)`, on: 'all' },
        ],
        whole: {},
        axes: {},
      };
  }
}

/** The first line that a preset, or a configuration file's content, stands for. Throws AuditError for neither. */
export function claimedHeader(given: string | Readonly<Record<string, unknown>>, logged: LogHeader): LogHeader {
  if (typeof given === 'string') {
    if (!isPreset(given)) {
      throw new AuditError(`"${given}" is neither a preset (${Object.keys(PRESET_CONFIGS).join(', ')}) nor a file`);
    }
    return { ...logged, trainer: 'plain', version: undefined, config: PRESET_CONFIGS[given] };
  }
  const { trainer = logged.trainer, config } = given;
  if (typeof config === 'object' && config !== null) {
    return { ...logged, trainer: String(trainer), config: config as Record<string, unknown> };
  }
  return { ...logged, config: given };
}
