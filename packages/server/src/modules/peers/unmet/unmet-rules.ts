import type { OtherWay, UnmetReason } from '../../../../generated/prisma/enums.ts';
import { outwardAreaOf } from '../../directory/outward-places.ts';
import { labelOf } from '../../people/shared-vocabulary.ts';
import type { Matching } from '../suggesting.ts';
import { exclusionOf, explain, misfitOf } from '../suggestion-rules.ts';

/** Why nobody fits, as far as the rules can tell: a starting point for the coordinator's own words. */
export interface WhyNobody {
  reasons: UnmetReason[];
  /** Wishes that nobody with room could meet: "EXPERIENCE tribunal". */
  wishes: string[];
  /** Only the letters of the outward code; null: not said. */
  outwardArea: string | null;
}

// Where misfitOf() puts each of them.
const MISFITS: readonly (readonly [number, UnmetReason])[] = [
  [0, 'EXPERIENCE'],
  [1, 'LANGUAGE'],
  [2, 'CHANNEL'],
  [3, 'HOURS'],
];

/** What is true of the team for this request now. Nobody may be named by it. */
export function whyNobodyFits({ asked, team, today }: Matching): WhyNobody {
  const free = team.filter((one) => exclusionOf(asked, one, today) === null);
  const outwardArea = asked.outwardCode ? outwardAreaOf(asked.outwardCode) : null;
  if (free.length === 0) {
    const withRoom = team.filter((one) =>
      ['NOT_SUITABLE', 'ASKED_BEFORE'].includes(exclusionOf(asked, one, today) ?? ''),
    );
    return { reasons: [withRoom.length > 0 ? 'NOT_SUITABLE' : 'NO_ROOM'], wishes: [], outwardArea };
  }
  const reasons = MISFITS.filter(([index]) => free.every((one) => (misfitOf(asked, one)[index] ?? 0) > 0)).map(
    ([, reason]) => reason,
  );
  if (asked.channel === 'IN_PERSON' && free.every((one) => explain(asked, one).notMet.includes('Lives further away')))
    reasons.push('DISTANCE');
  const wishes = asked.wishes
    .filter(
      (wish) =>
        wish.weight === 'MATTERS' && free.every((one) => (misfitOf({ ...asked, wishes: [wish] }, one)[0] ?? 0) > 0),
    )
    .map(({ dimension, value }) => `${dimension} ${value}`);
  return { reasons, wishes, outwardArea };
}

const because: Readonly<Record<UnmetReason, string>> = {
  NO_ROOM: 'Everybody in our team has as many people as they can be there for.',
  NOT_SUITABLE: 'Nobody who has time now is right for what you asked.',
  EXPERIENCE: 'Nobody who has time now shares what matters to you.',
  LANGUAGE: 'Nobody who has time now speaks your language.',
  CHANNEL: 'Nobody who has time now keeps in touch the way that is safe for you.',
  HOURS: 'Nobody has time at the hours that are safe for you.',
  DISTANCE: 'Nobody who has time now lives near you.',
};

/** A text to start from, which names what is true. The coordinator makes it their own. */
export function startingText({ reasons, wishes }: WhyNobody, nextWordBy: string): string {
  const named = wishes.map((wish) => {
    const [dimension = '', ...value] = wish.split(' ');
    return labelOf(dimension as never, value.join(' '));
  });
  const said = reasons.map((reason) =>
    reason === 'EXPERIENCE' && named.length > 0
      ? `Nobody who has time now shares what matters to you: ${named.join(', ')}.`
      : because[reason],
  );
  return [
    'We looked for somebody for you. Right now we have nobody who fits.',
    ...(said.length > 0 ? said : ['I would rather tell you so than leave you waiting without a word.']),
    'It is not about you. You keep your place.',
    `You hear from us again by ${nextWordBy}, whatever happens.`,
  ].join(' ');
}

/** What a person can choose when nobody fits, in their own words. */
export const otherWayWords: Readonly<Record<OtherWay, string>> = {
  GROUP: 'Join a group of people who have been there',
  OTHER_PEER: 'Meet a peer who fits less well',
  PARTNER_SERVICE: 'Try a service that may help',
  WAIT: 'Wait for somebody who fits',
};
