/** The sample that is kept and told of: so many mutants of each part, drawn by this seed. */
export const SAMPLE = { seed: 1, each: 56 } as const;
