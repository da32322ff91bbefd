import { DomainError } from '../../../errors.ts';

/** An advocate who leaves is still somebody's advocate, or stands in for somebody. */
export class MatchesToHandOver extends DomainError {
  override readonly name = 'MatchesToHandOver';
  /** How many people have to be handed over first. */
  readonly count: number;

  constructor(count: number) {
    super(
      `${count === 1 ? 'One person is' : `${count} people are`} still with you or asked to meet you. End these together, or ask your coordinator to hand them over, then erase.`,
    );
    this.count = count;
  }
}

/** @throws {MatchesToHandOver} somebody would be left without a word */
export function assertNobodyIsLeft(openMatches: number, stoodInFor: number): void {
  const count = openMatches + stoodInFor;
  if (count > 0) throw new MatchesToHandOver(count);
}
