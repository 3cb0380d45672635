/**
 * A game that breaks a rule of the model. `path` leads to the place in the game's description
 * (object keys and list positions from the top), so that a file reader can name line and column.
 */
export class GameError extends Error {
    path;
    name = 'GameError';
    constructor(message, path = []) {
        super(message);
        this.path = path;
    }
}
