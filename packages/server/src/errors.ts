/**
 * An expected failure that the caller can do something about. Modules throw subclasses from their `rules.ts`; a mutation
 * lists them, and clients get them as data (a member of the mutation's `…Result` union).
 * The message is one plain sentence that says what to do next.
 */
export class DomainError extends Error {
  override readonly name: string = 'DomainError';
}

/** Something in the input cannot be used as it is. */
export class InvalidInput extends DomainError {
  override readonly name = 'InvalidInput';
  /** Path of the field in the input, for example "reach.value"; null: the whole input. */
  readonly field: string | null;

  constructor(message: string, field: string | null = null) {
    super(message);
    this.field = field;
  }
}

/** Not there, or not for this viewer: both are answered alike. */
export class NotFound extends DomainError {
  override readonly name = 'NotFound';
}

/** Not from here, or not with this key. For a row that a viewer may not see, NotFound is right. */
export class Forbidden extends DomainError {
  override readonly name: string = 'Forbidden';
}

/** Too much in a short time. */
export class RateLimited extends DomainError {
  override readonly name = 'RateLimited';
  readonly retryAfterSeconds: number;

  /** @param message what to do instead; left out: when to try again */
  constructor(retryAfterSeconds: number, message?: string) {
    super(
      message ??
        `That was too much at once. Try again in ${retryAfterSeconds < 90 ? `${retryAfterSeconds} seconds` : `${Math.ceil(retryAfterSeconds / 60)} minutes`}.`,
    );
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
