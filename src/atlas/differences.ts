/**
 * Why the atlas differs from Table 1, by `differenceKey`: row, column and verdict. A sentence belongs to its verdict; when
 * a verdict changes, none is found, and the difference has to be thought through again.
 */
export const DIFFERENCES: ReadonlyMap<string, string> = new Map([
  [
    'group-std:2 length-gradient:1 simultaneous full single-turn: monotone refuted',
    'A standard deviation that is estimated from the same few rollouts is no constant: with two rollouts only the sign of the difference is left, so the step prefers what wins more often to what pays more on average (claim B5), and dividing by the length can turn it round as well (claim D9).',
  ],
  [
    'gae:19/20 clip-token:1/5 simultaneous full: limit refuted',
    'The clipped update is flat beyond 1 + ε, so one iteration may give up an action for good whose continuation is still bad, before the later turn has learned what to do there; J never falls, but it stays below the optimum (claim E9 shows the same of SeeUPO).',
  ],
  [
    'loo:2 gradient:1 simultaneous full: monotone proved',
    'At a later turn the baseline is wrong by V(h) − V(s0), which is the same for every action of the history and has no effect on the gradient (claim B4); with exact expectations and one logit for every history and action a gradient step of any size lowers J in no game (claim D10); with one policy for all turns the atlas refutes it, as the table has it.',
  ],
  [
    'loo:2 gradient:1 simultaneous full: fixed-point holds',
    'A gradient that vanishes everywhere from full support leaves no action with a better value, with one turn or with many, since the expected gradient is that of J exactly (claim B4); no counterexample was found, and with shared parameters one was.',
  ],
  [
    'loo:2 gradient:1 simultaneous full: limit holds',
    'This check says little here: a gradient step is never at rest unless nothing is left to learn, so the column was tested only where nothing moved at all; that J tends to the optimum from small steps is what claim E8 looks at.',
  ],
  [
    'grae:2 clip-turn:1/5 reverse full: limit refuted',
    'Theorem 2 supposes a neighbourhood or a drift that keeps some probability on every action, and the clipped surrogate does not: beyond 1 + ε it is flat, so a turn may give up for good an action whose continuation is not yet good, and the iteration rests below the optimum from full support (claim E9, claim E7); with the ratios confined to their box, or with a KL drift, it reaches the optimum in the limit (claims E6 and E7).',
  ],
  [
    'grae:2 clip-turn:1/5 reverse shared: monotone refuted',
    'Theorem 1 speaks of one table entry for each history; where one distribution serves several turns, the update of one turn changes what the turns before and after it do, and J can fall (claim D6).',
  ],
  [
    'grae:2 clip-turn:1/5 reverse shared: limit refuted',
    'With one distribution for all turns the iteration settles on what the turn that is updated last prefers, although another distribution would do better for the turns together (claim D6 shows a single iteration of it).',
  ],
]);
