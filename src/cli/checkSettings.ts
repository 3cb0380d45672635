import { didYouMean } from '../game/nearest.js';
import { GUARANTEES } from '../guarantees/guarantees.js';
import { DEFAULT_RUNS } from '../search/runs.js';
import type { CheckRegime, CheckSettings } from '../userAlgorithm/checkTask.js';
import { UsageError } from './usageError.js';

type Information = CheckRegime['information'];

const INFORMATION: readonly Information[] = ['full', 'truncated', 'shared'];
const RUNS = DEFAULT_RUNS;

/** What was asked for on the command line, and nothing else. Throws UsageError for unknown names. */
export function askedSettings(options: {
  readonly seed?: number;
  readonly runs?: number;
  readonly information?: readonly string[];
  readonly guarantee?: readonly string[];
}): Partial<CheckSettings> {
  const { seed, runs, information, guarantee } = options;
  return {
    ...(seed === undefined ? {} : { seed }),
    ...(runs === undefined ? {} : { runs }),
    ...(information === undefined ? {} : { information: inOrder(INFORMATION, information, 'kind of information') }),
    ...(guarantee === undefined ? {} : { guarantees: inOrder(allGuarantees(), guarantee, 'guarantee') }),
  };
}

/** The settings with what is left open filled in. */
export function settingsOf({ seed = 1, runs = RUNS, information, guarantees }: Partial<CheckSettings>): CheckSettings {
  return { seed, runs, information: information ?? INFORMATION, guarantees: guarantees ?? allGuarantees() };
}

/** A guarantee that must not break, everywhere that is examined or with one kind of information only. */
export interface Requirement {
  readonly guarantee: string;
  readonly information?: Information;
}

/** Reads "monotone" and "monotone/full". Throws UsageError for unknown names and for what is not examined. */
export function requirements(texts: readonly string[], settings: CheckSettings): Requirement[] {
  return texts.map((text) => {
    const [id, kind, ...rest] = text.split('/');
    if (rest.length > 0) throw new UsageError(`--require ${text}: write a guarantee, or guarantee/information`);
    const [guarantee] = inOrder(allGuarantees(), [id], 'guarantee');
    if (!settings.guarantees.includes(guarantee)) {
      throw new UsageError(`--require ${text}: this check does not examine "${guarantee}"; add it to --guarantee`);
    }
    if (kind === undefined) return { guarantee };
    const [information] = inOrder(INFORMATION, [kind], 'kind of information');
    if (!settings.information.includes(information)) {
      throw new UsageError(
        `--require ${text}: this check does not examine ${kind} information; add it to --information`,
      );
    }
    return { guarantee, information };
  });
}

function allGuarantees(): string[] {
  return GUARANTEES.map(({ id }) => id);
}

/** Those of `all` that are wanted, in the order of `all`, so that the same wish gives the same run. */
function inOrder<T extends string>(all: readonly T[], wanted: readonly string[], what: string): T[] {
  for (const name of wanted) {
    if ((all as readonly string[]).includes(name)) continue;
    throw new UsageError(`there is no ${what} "${name}"${didYouMean(name, all)}; write ${all.join(', ')}`);
  }
  return all.filter((name) => wanted.includes(name));
}
