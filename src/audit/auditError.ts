/** A log, a configuration or a combination of options that cannot be read: what, where, and how to fix it. */
export class AuditError extends Error {
  override readonly name = 'AuditError';
}
