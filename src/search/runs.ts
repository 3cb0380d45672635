/** Random instances of a search by default, for each algorithm and regime. */
export const DEFAULT_RUNS = 1000;
/** Neighbours of the nearest instances that a guarantee's climb proposes by default, for each 100 random instances. */
export const DEFAULT_CLIMB = 100;
