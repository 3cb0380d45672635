/**
 * A policy that is no family of probability distributions over the game's actions. `path` leads to the place
 * in the policy's JSON form, when it came from one.
 */
export class PolicyError extends Error {
    path;
    name = 'PolicyError';
    constructor(message, path = []) {
        super(message);
        this.path = path;
    }
}
