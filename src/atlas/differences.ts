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
    'loo:2 gradient:1 simultaneous full: monotone proved',
    'At a later turn the baseline is wrong by V(h) − V(s0), which is the same for every action of the history and has no effect on the gradient (claim B4); with exact expectations and one logit for every history and action a gradient step of any size lowers J in no game (claim D10); with one policy for all turns the atlas refutes it, as the table has it.',
  ],
  [
    'loo:2 gradient:1 simultaneous full: fixed-point holds',
    'A gradient that vanishes everywhere from full support leaves no action with a better value, with one turn or with many, since the expected gradient is that of J exactly (claim B4); no counterexample was found, and with shared parameters one was.',
  ],
  [
    'grae:2 clip-turn:1/5 reverse shared: monotone refuted',
    'Theorem 1 speaks of one table entry for each history; where one distribution serves several turns, the update of one turn changes what the turns before and after it do, and J can fall (claim D6).',
  ],
  [
    'group-std:2 length-gradient:1 simultaneous full single-turn: fixed-point refuted',
    'With two rollouts over their own deviation only signs are left, so what pays more on average but wins less often and what wins more often can balance: at such a policy the expected update is exactly 0 although a better action is there. Between two policies (or games) at which the update points in opposite ways there is one, by the intermediate value theorem; with rational numbers that happen to meet it can be written down. A standard deviation that is a constant, as the paper has it, has no such point.',
  ],
  [
    'group-std:2 length-gradient:1 simultaneous full single-turn: rests refuted',
    'The same point: an update of 0 leaves the policy as it is.',
  ],
  [
    'gae:19/20 clip-token:1/5 simultaneous full: rests refuted',
    'The clipped update is flat beyond 1 + ε, so one iteration may give up an action for good whose continuation is still bad, before the later turn has learned what to do there; J never falls, but it stays below the optimum. The paper argues from Theorem 2, whose update (Eq. 3) can weigh every action; importance ratios see none without probability (claim E9 shows the same of SeeUPO).',
  ],
  [
    'loo:2 gradient:1 simultaneous full: rests holds',
    'A gradient step from full support stays at full support and is at rest only where the gradient vanishes, that is at the optimum (claim B4: the wrong baseline at later turns changes no gradient); with one policy for all turns the atlas refutes it, as the table has it.',
  ],
  [
    'grae:2 clip-turn:1/5 reverse full: rests refuted',
    'No contradiction to Theorem 2, which is about the update of Eq. 3: its argmax weighs every action of the neighbourhood. The practical update of Eq. 6 weighs actions by importance ratios, which see none without probability, and its clip bounds the incentive and not the step; so a turn may give up for good an action whose continuation is not yet good, and the iteration rests below the optimum from full support (claim E9, in five nodes; claim E7). With Eq. 3 itself, with ratios confined to their box, or with a KL drift it does not (claims E9, E6).',
  ],
  [
    'grae:2 clip-turn:1/5 reverse shared: fixed-point refuted',
    'Where one distribution serves several turns, an update that is best for each turn given the others can leave J as it is although another distribution would do better for the turns together (claim D6); Theorem 2 has one table entry for each history.',
  ],
  [
    'grae:2 clip-turn:1/5 reverse shared: rests refuted',
    'With one distribution for all turns the iteration settles on what the turn that is updated last prefers, although another distribution would do better for the turns together (claim D6 shows a single iteration of it).',
  ],
  [
    'gae:19/20 clip-token:1/5 simultaneous full single-turn: rests refuted',
    'The tokens of one response are decisions one after the other: an action that is spelled behind the prefix of another can lose its last probability with that prefix, as an action of turn 1 does in claim E9, and importance ratios never see it again.',
  ],
]);
