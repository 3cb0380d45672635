/** The most nodes that a game may have. Every algorithm here is linear in them; a larger game is a mistake or needs shared nodes. */
export const MAX_NODES = 200_000;
/** The most edges on one path. Passes over paths recurse to this depth, so it also keeps them off the end of the stack. */
export const MAX_DEPTH = 1_000;
/** How deep the lists and objects of a game's description may be nested: about 200 nodes written inside one another. */
export const MAX_NESTING = 600;
/** The most lists and objects in a game's description, so that one built from shared objects cannot grow without bound. */
export const MAX_DESCRIPTION = 10 * MAX_NODES;
