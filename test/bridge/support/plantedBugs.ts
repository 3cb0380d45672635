import type { PlantedBug } from './plantedBug.js';
import { PLANTED_IN_BASELINES } from './plantedInBaselines.js';
import { PLANTED_IN_SEEUPO } from './plantedInSeeupo.js';

/** The negative controls of claim F1. */
export const PLANTED_BUGS: readonly PlantedBug[] = [...PLANTED_IN_SEEUPO, ...PLANTED_IN_BASELINES];
