/** An operation that has no exact answer: division by zero, a malformed number, a double that is not finite. */
export class ExactError extends Error {
    name = 'ExactError';
}
