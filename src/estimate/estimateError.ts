/** An estimator that is not defined, or an exact expectation that is too large to compute. */
export class EstimateError extends Error {
  override readonly name = 'EstimateError';
}
