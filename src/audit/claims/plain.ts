import type { AdvantageRule, Scale } from '../../trainer/advantages.js';
import type { KlEstimator } from '../../trainer/kl.js';
import type { Surrogate } from '../../trainer/surrogates.js';
import type { AdvantageFormula } from '../advantageFormula.js';
import type { CarryFormula } from '../carryStage.js';
import type { LossAggregation, LossFormula } from '../lossFormula.js';
import type { Claim } from './claim.js';
import { Config } from './config.js';

/** Keys of a plain loop that no quantity of the audit depends on. */
const IRRELEVANT = new Set([
  ...['seed', 'lr', 'learning_rate', 'optimizer', 'weight_decay', 'max_grad_norm', 'model', 'model_name', 'steps'],
  ...['iterations', 'device', 'dtype', 'batch_size', 'contexts', 'prompts', 'environment', 'env', 'name', 'notes'],
  ...['vocab_size', 'hidden_size', 'layers', 'turns', 'max_turns', 'preset', 'momentum', 'betas'],
]);

/** What a plain loop's configuration claims (docs/audit.md lists its keys). */
export function plainClaim(given: Readonly<Record<string, unknown>>): Claim {
  const config = new Config(given);
  config.option('algorithm', ALGORITHMS, 'seeupo', 'all');
  const groupSize = config.number('group', undefined, 'advantages');
  const order = config.option('order', ['reverse', 'forward', 'random', 'any'], 'any', 'carry');
  const level = config.option('level', ['token', 'sequence', 'geometric'], 'sequence', 'loss');
  const low = config.number('clip_low', config.number('clip', 0.2, 'loss'), 'loss');
  const high = config.number('clip_high', low, 'loss');
  const epochs = config.number('epochs', 1);
  const surrogate: Surrogate = {
    kind: 'clip',
    low,
    high,
    ...optional('cap', config.number('delta', undefined, 'loss')),
    ...optional('dual', config.number('dual_clip', undefined, 'loss')),
  };
  const carry = carryOf(config);
  const aggregations = aggregationsOf(config, level ?? 'sequence');
  const accumulation = config.number('accumulation', 1, 'loss');
  const kl = klOf(config);
  const advantages = advantagesOf(config);
  const cap = config.number('log_ratio_cap', undefined, 'loss');
  config.refuseOthers((path) => IRRELEVANT.has(path));
  const formula = (aggregation: LossAggregation): LossFormula => ({
    surrogate,
    level: level ?? 'sequence',
    ...optional('logRatioCap', cap),
    over: 'old_log_probs',
    mask: 'logged',
    advantage: 'times carried',
    weights: false,
    ...optional('kl', kl),
    aggregation,
  });
  return {
    trainer: 'plain',
    advantages,
    // A guard against overflow is no fault where the configuration says nothing about it.
    carry: cap === undefined ? [carry, withCap(carry, 20), withCap(carry, 10)] : [withCap(carry, cap)],
    loss: level === undefined ? undefined : aggregations.map(formula),
    groupSize,
    settings: {
      accumulation,
      callsPerGeneration: 1,
      constantLength: config.number('constant_length', 1, 'loss'),
      lossNames: ['loss', 'pg_loss', 'policy_loss'],
      tokenNames: [],
      carry,
    },
    whole: { byFirstTurn: true },
    undecided: config.undecided,
    axes: { order: order === 'reverse' || order === 'forward' ? order : undefined, epochs, fixedSampler: true },
  };
}

const ALGORITHMS = ['seeupo', 'released', 'grpo', 'dr-grpo', 'dapo', 'gspo', 'rloo', 'reinforce++', 'ppo'] as const;

function withCap(carry: CarryFormula, logRatioCap: number): CarryFormula {
  return { ...carry, rule: { ...carry.rule, logRatioCap } };
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Record<K, V>>);
}

function advantagesOf(config: Config): AdvantageFormula[] | undefined {
  const baseline = config.option(
    'baseline',
    ['group-mean', 'leave-one-out', 'batch-mean', 'none'],
    'group-mean',
    'advantages',
  );
  const scaled = config.option('scale', ['std', 'batch-std', 'none'], 'none', 'advantages');
  const divisor = config.option('std', ['n', 'n-1'], 'n-1', 'advantages');
  const stabiliser = config.number('eps', 1e-6, 'advantages');
  const clamp = config.number('clamp', undefined, 'advantages');
  const single = config.option('single', ['zero', 'return'], 'zero', 'advantages');
  const recentre = config.flag('recentre', false, 'advantages');
  if (baseline === undefined || scaled === undefined || divisor === undefined) return undefined;
  // A group's deviation, or the batch's where the batch's mean is subtracted; or of what is left after the baseline.
  const ofs: readonly Scale['of'][] =
    scaled === 'batch-std'
      ? ['batch', 'centred-batch']
      : baseline === 'group-mean'
        ? ['group']
        : baseline === 'batch-mean'
          ? ['batch', 'group']
          : ['group', 'batch'];
  const scales: (Scale | undefined)[] =
    scaled === 'none' ? [undefined] : ofs.map((of) => ({ of, divisor, stabiliser }));
  // A group of one says nothing about its mean; where the configuration is silent, both conventions are possible.
  const singles: AdvantageRule['single'][] = config.has('single') ? [single ?? 'zero'] : ['zero', 'return'];
  const kinds: AdvantageFormula['weights'][] =
    baseline === 'batch-mean' || scaled === 'batch-std' || recentre ? ['trajectories', 'rows'] : ['trajectories'];
  return scales.flatMap((scale) =>
    singles.flatMap((own) =>
      kinds.map((weights) => ({
        key: 'uid' as const,
        statistics: 'own' as const,
        rule: {
          baseline,
          single: own,
          ...optional('scale', scale),
          ...optional('clamp', clamp),
          ...(recentre ? { recentre } : {}),
        },
        weights,
      })),
    ),
  );
}

function carryOf(config: Config): CarryFormula {
  const kind = config.option('carry', ['after-update', 'geometric', 'released', 'none'], 'none', 'carry');
  const bounds = config.raw('carry_bounds');
  const perTurn = config.raw('carry_turn_bounds');
  const range = (key: string, value: unknown): readonly [number, number] | undefined => {
    if (value === undefined || value === null) return undefined;
    if (Array.isArray(value) && value.length === 2 && value.every((x) => typeof x === 'number')) {
      return [value[0], value[1]];
    }
    config.undecide(key, `is ${JSON.stringify(value)}, not null or [low, high]`, 'carry');
    return undefined;
  };
  const accumulated = range('carry_bounds', bounds);
  const released = kind === 'released';
  return {
    rule: {
      ratio: kind === 'geometric' || released ? 'geometric' : 'sequence',
      ...optional('perTurn', range('carry_turn_bounds', perTurn) ?? (released ? ([0.8, 1.2] as const) : undefined)),
      ...optional('accumulated', accumulated ?? (released ? ([0.8, 1.2] as const) : undefined)),
      ...(accumulated !== undefined && !released ? { boundAtUse: true } : {}),
    },
    kept: 'by trajectory',
    turns: kind === 'none' ? 'none' : 'updated before',
    over: released ? 'before the step' : 'sampler',
    mask: 'logged',
  };
}

function aggregationsOf(config: Config, level: string): readonly LossAggregation[] {
  const named = config.option(
    'aggregation',
    ['row-mean', 'token-mean', 'trajectory-mean', 'turn-sum', 'row-sum', 'constant'],
    'row-mean',
    'loss',
  );
  const times = 'nothing' as const;
  const rowMean: LossAggregation = { row: 'mean', divisor: 'rows', times };
  switch (named) {
    case undefined:
      return [];
    case 'row-mean':
      return [rowMean];
    case 'token-mean':
      return [{ row: 'sum', divisor: 'tokens', times }];
    case 'row-sum':
      return [{ row: 'sum', divisor: 'rows', times }];
    case 'constant':
      return [{ row: 'sum', divisor: 'rows', times: 'constant length' }];
    case 'trajectory-mean':
      return [
        { row: 'mean', divisor: 'trajectories of the step', times },
        ...(level === 'token' ? [{ row: 'sum', divisor: 'trajectories of the step', times } as const] : []),
      ];
    case 'turn-sum':
      // The losses of the turns are added: each is its rows' mean, or its rows' token sum over the rows.
      return level === 'token' ? [rowMean, { row: 'sum', divisor: 'rows', times }] : [rowMean];
  }
}

function klOf(config: Config): LossFormula['kl'] {
  const coefficient = config.number('kl_coef', config.number('beta', 0, 'loss'), 'loss');
  const kind = config.option('kl', ['k1', 'k2', 'k3', 'abs', 'k3-clamped', 'none'], 'k3', 'loss');
  const timesRatio = config.flag('kl_times_ratio', false, 'loss');
  if (coefficient === 0 || kind === 'none' || kind === undefined) return undefined;
  return { estimator: kind satisfies KlEstimator, coefficient, timesRatio };
}
