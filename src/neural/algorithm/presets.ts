import type { AdvantageRule, Normalisation } from './advantageRule.js';
import type { Algorithm } from './algorithm.js';

const NONE: Normalisation = { kind: 'none' };
const returns = (
  baseline: 'none' | 'group-mean' | 'leave-one-out',
  normalisation: Normalisation = NONE,
): AdvantageRule => ({ kind: 'return', baseline, single: 'zero', normalisation });
const over = (kind: 'group-deviation' | 'batch-deviation'): Normalisation => ({
  kind,
  divisor: 'n-1',
  stabiliser: 1e-6,
  threshold: 0,
  whenZero: 'zero',
});
const CLIP = { kind: 'clip', low: 0.2, high: 0.2 } as const;
/** What an update of all turns at once has in common: nothing to carry, ratios over the policy that sampled. */
const AT_ONCE = {
  turns: 'simultaneous',
  carry: { kind: 'none' },
  ratioOver: 'iteration-start',
  missingTurns: 'none',
  miniBatches: 1,
} as const;

/** SeeUPPO-GRAE (Algorithm 1): turns in reverse order, joint ratios over θ_k (Eq. 6), M_t by Eq. 8, Â by Eq. 9. */
const seeupo: Algorithm = {
  advantage: returns('group-mean'),
  update: { ...CLIP, ratio: 'joint' },
  turns: 'reverse',
  carry: { kind: 'ratio', ratio: 'joint' },
  ratioOver: 'iteration-start',
  missingTurns: 'none',
  epochs: 4,
  miniBatches: 1,
};

/** The algorithms by name. Each is the whole truth about itself; what two have in common has a name above. */
export const PRESETS = {
  seeupo,
  /** SeeUPPO-GRAE with the paper's batch normalisation. */
  'seeupo-batch': { ...seeupo, advantage: returns('group-mean', over('batch-deviation')) },
  /** SeeUPPO-GRAE with the safeguard of claim D7. */
  'seeupo-safe': { ...seeupo, safeguard: { clip: 0.2, halvings: 10 } },
  /**
   * What the authors' released training code computes, except that M is kept by trajectory, not by row position. The
   * optimizer is the run's own; theirs is AdamW (rate 1e-6, weight decay 0.01, gradient norm 1).
   */
  released: {
    advantage: {
      kind: 'return',
      baseline: 'group-mean',
      single: 'return',
      normalisation: {
        kind: 'batch-deviation',
        divisor: 'n-1',
        stabiliser: 0,
        threshold: 1e-6,
        whenZero: 'unscaled',
        clamp: 3,
      },
    },
    update: { ...CLIP, ratio: 'token', aggregation: 'token-mean', dual: 3 },
    turns: 'reverse',
    carry: { kind: 'ratio', ratio: 'geometric-mean', clip: 0.2 },
    ratioOver: 'turn-start',
    missingTurns: 'copy-of-last',
    epochs: 1,
    miniBatches: 1,
    kl: { weight: 0.002, aggregation: 'token-mean' },
  },
  /** REINFORCE: the return times the score, one step (Williams, 1992). */
  reinforce: { advantage: returns('none'), update: { kind: 'score' }, ...AT_ONCE, epochs: 1 },
  /** RLOO: REINFORCE with the mean of the other rollouts as its baseline (Ahmadian et al., ACL 2024). */
  rloo: { advantage: returns('leave-one-out'), update: { kind: 'score' }, ...AT_ONCE, epochs: 1 },
  /**
   * GRPO: token ratios, the group's deviation (Shao et al., 2024). Unlike there, tokens are averaged over each turn's
   * response, and these means summed over the turns (the paper has one response); there is no penalty KL(π_θ‖π_ref);
   * and the clip range is the 0.2 that all presets here have.
   */
  grpo: {
    advantage: returns('group-mean', over('group-deviation')),
    update: { ...CLIP, ratio: 'token', aggregation: 'token-mean' },
    ...AT_ONCE,
    epochs: 4,
  },
  /**
   * GSPO: the geometric mean of the token ratios (Zheng et al., 2025). Unlike there, each turn's response has a ratio of
   * its own, and the terms are summed over the turns (the paper has one response); and the clip range is 0.2 as in all
   * presets here, where the paper's is hundreds of times smaller (3e-4 and 4e-4): a mean over the tokens of a long
   * response stays much closer to 1 than over the few here.
   */
  gspo: {
    advantage: returns('group-mean', over('group-deviation')),
    update: { ...CLIP, ratio: 'geometric-mean' },
    ...AT_ONCE,
    epochs: 4,
  },
  /** REINFORCE++: no groups, normalised over the batch, token ratios (Hu, 2025). */
  'reinforce++': {
    advantage: returns('none', over('batch-deviation')),
    update: { ...CLIP, ratio: 'token', aggregation: 'token-mean' },
    ...AT_ONCE,
    epochs: 4,
  },
  /**
   * PPO with GAE(λ) and a learned critic (Schulman et al., 2017). The critic is a network of the policy's kind and size
   * with parameters of its own; it has the policy's optimizer, learning rate included, and takes `epochs` steps an
   * iteration, each on the whole batch: `miniBatches` is the policy's alone. Its loss is not clipped.
   */
  ppo: {
    advantage: { kind: 'gae', lambda: 0.95, normalisation: over('batch-deviation') },
    update: { ...CLIP, ratio: 'token', aggregation: 'token-sum' },
    ...AT_ONCE,
    epochs: 4,
  },
} as const satisfies Record<string, Algorithm>;

/** The name of a preset. */
export type PresetName = keyof typeof PRESETS;
