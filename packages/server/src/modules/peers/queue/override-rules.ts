import type { OverrideKind } from '../../../../generated/prisma/enums.ts';
import { DomainError } from '../../../errors.ts';
import type { Matching } from '../suggesting.ts';
import { lookAt, suggest, type WaitedLonger } from './ranking.ts';

/** What a coordinator decides against when they introduce this advocate. */
export interface Override {
  kinds: OverrideKind[];
  waitedLonger: WaitedLonger[];
}

/** Somebody else would be thought of first, or has waited longer: that is the coordinator's to decide, with a reason. */
export class OverrideNeeded extends DomainError {
  override readonly name = 'OverrideNeeded';
  readonly kinds: OverrideKind[];
  readonly waitedLonger: WaitedLonger[];

  constructor({ kinds, waitedLonger }: Override, firstName: string) {
    super(
      [
        ...waitedLonger.map((one) => waitedLongerInWords(one, firstName)),
        ...(kinds.includes('OUTSIDE_SUGGESTIONS') ? [`${firstName} is not one of the three who come first.`] : []),
        'Please say why you decide otherwise.',
      ].join(' '),
    );
    this.kinds = kinds;
    this.waitedLonger = waitedLonger;
  }
}

/** "KT-4F7Q has waited longer and Maya would suit them." */
export function waitedLongerInWords({ reference, isOnlyOne }: WaitedLonger, firstName: string): string {
  return isOnlyOne
    ? `${reference} has waited longer, and only ${firstName} could meet them.`
    : `${reference} has waited longer, and ${firstName} would suit them.`;
}

/** @returns null: this advocate comes first, and nobody whom they would suit has waited longer */
export function overrideOf({ asked, team, today, queue }: Matching, advocateId: string): Override | null {
  const one = lookAt(asked, advocateId, team, today, queue);
  // Not to be introduced at all: another rule says so.
  if (!one) return null;
  const firsts = suggest(asked, team, today);
  const { waitedLonger } = one;
  const kinds: OverrideKind[] = [];
  if (!firsts.some((first) => first.advocateId === advocateId)) kinds.push('OUTSIDE_SUGGESTIONS');
  if (waitedLonger.length > 0) kinds.push('WAITED_LONGER');
  return kinds.length > 0 ? { kinds, waitedLonger } : null;
}
