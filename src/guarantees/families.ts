import { COMMON, type Family } from '../claims/generate/family.js';
import type { GuaranteeRegime } from './guarantee.js';

const INFORMATION: Readonly<Record<GuaranteeRegime['information'], Family['information']>> = {
  full: { kind: 'full' },
  truncated: { kind: 'truncated', window: 0 },
  shared: { kind: 'shared', window: 0 },
};

/**
 * The games of the regime, all tie-breakings that differ, and policies of full support: first games of two actions
 * and rewards of one sign, on which a rare large reward can outweigh a frequent small one, then larger ones.
 */
export function familiesOf({ information, turns, seeds = [1] }: GuaranteeRegime): readonly [Family, Family] {
  const common: Family = {
    ...COMMON,
    turns: turns === 'single' ? 1 : 3,
    information: INFORMATION[information],
    parameters: () => ({ tie: ['first', 'adversarial'], seed: seeds.map(String) }),
    tiny: {
      turns: turns === 'single' ? [1] : [1, 2],
      rewards: ['0', '1'],
      distributions: [
        ['1/2', '1/2'],
        ['1/4', '3/4'],
      ],
    },
  };
  const small: Family = { ...common, turns: turns === 'single' ? 1 : 2, actions: [2, 2], rewards: [0, 9] };
  return [small, { ...common, tiny: { ...common.tiny, turns: [] } }];
}
