/** Random instances of a search by default, for each algorithm and regime. */
export const DEFAULT_RUNS = 1000;
