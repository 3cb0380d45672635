import type { Deviation, ReturnEstimator } from '../../estimate/estimator.js';
import { batchDeviation, groupDeviation, POPULATION, SAMPLE } from '../../estimate/estimators.js';
import type { Instance } from '../instance.js';

/** Combinations of samples that a check goes through at most: more than any game of the claims' families needs. */
export const SEARCH_LIMIT = 200_000;

/** The parameter "groupSize" of an instance. */
export function groupSizeOf({ parameters }: Instance): number {
  return Number(parameters['groupSize']);
}

/** The parameter "deviation": divisor "n" or "n-1". */
function deviationOf({ parameters }: Instance): Deviation {
  return parameters['deviation'] === 'n-1' ? SAMPLE : POPULATION;
}

/** GRAE over the group's standard deviation, by the parameters "groupSize" and "deviation". */
export function groupDeviationOf(instance: Instance): ReturnEstimator {
  return groupDeviation(groupSizeOf(instance), deviationOf(instance));
}

/** GRAE over the standard deviation of a finite batch, by the parameters "groupSize", "batchContexts" and "deviation". */
export function batchDeviationOf(instance: Instance): ReturnEstimator {
  return batchDeviation(groupSizeOf(instance), Number(instance.parameters['batchContexts']), deviationOf(instance));
}
