import { DomainError } from '../../errors.ts';
import type { ConsentText } from '../safety/consent.ts';

/** The person needs to say yes to the current consent text first; it comes with the answer. */
export class ConsentRequired extends DomainError {
  override readonly name = 'ConsentRequired';
  readonly consent: ConsentText;

  constructor(consent: ConsentText) {
    super('Please read what we do with your words, and say yes to it, before you send.');
    this.consent = consent;
  }
}
