type Sentences = readonly (readonly number[])[];

/**
 * The grammar mask of a list of sentences: after a prefix every token with which some sentence goes on, and
 * `end` where a sentence is complete. Empty where no sentence begins with the prefix.
 */
export function sentenceMask<State>(
  end: number,
  sentences: (state: State) => Sentences,
): (state: State, prefix: readonly number[]) => number[] {
  // A response is written token by token in one state: its list is made once.
  const lists = new WeakMap<object, Sentences>();
  const listOf = (state: State): Sentences => {
    if (typeof state !== 'object' || state === null) return sentences(state);
    let list = lists.get(state);
    if (list === undefined) lists.set(state, (list = sentences(state)));
    return list;
  };
  return (state, prefix) => {
    const next = new Set<number>();
    for (const sentence of listOf(state)) {
      if (prefix.every((id, position) => sentence[position] === id)) next.add(sentence[prefix.length] ?? end);
    }
    return [...next];
  };
}
