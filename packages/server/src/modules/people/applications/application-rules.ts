import { InvalidInput } from '../../../errors.ts';
import { readLine, readText } from '../../../plain-text.ts';
import { readInvited } from '../invitations/invitation-rules.ts';
import { usableName } from '../rules.ts';

/** How somebody who applies is told. */
export const applicationChannels = ['EMAIL', 'PHONE', 'POST'] as const;
export type ApplicationChannel = (typeof applicationChannels)[number];

/** What somebody wrote, in clear. Only ever in memory. */
export interface ApplicationDetails {
  name: string;
  channel: ApplicationChannel;
  /** An address or a number. */
  reach: string;
  words: string;
  /** What they have lived through, if they want to say; null: not said. */
  experiences: string | null;
}

/** What can be offered with "not this time" (S98). */
export const applicationOffers = ['ANOTHER_ROLE', 'TRAINING', 'A_GROUP', 'A_PEER_FOR_YOU', 'ASK_AGAIN_LATER'] as const;
export type ApplicationOffer = (typeof applicationOffers)[number];

/** What each is called in the letter and in the console. */
export const offerWords: Readonly<Record<ApplicationOffer, string>> = {
  ANOTHER_ROLE: 'another role with us',
  TRAINING: 'training or a course',
  A_GROUP: 'a group run by people who have been there',
  A_PEER_FOR_YOU: 'a peer for yourself',
  ASK_AGAIN_LATER: 'asking again later, with a day',
};

/** What was answered, in clear. Only ever in memory. */
export interface ApplicationAnswer {
  kind: 'TALK' | 'NOT_THIS_TIME';
  /** In the coordinator's words, to the person. */
  words: string;
  offers: ApplicationOffer[];
  contactName: string;
}

export const longest = { words: 4_000, experiences: 2_000, post: 400, answer: 2_000 };
/** Months after which the key of an application is destroyed, answered or not. */
export const KEEP_MONTHS = 12;

/** What people say yes to. Another text is another version. */
export const applicationConsent = {
  version: '2026-11-23',
  text: 'I agree that the team I chose keeps what I wrote here for up to 12 months, reads it and answers me. Nobody else sees it. I can ask the team to erase it at any time.',
} as const;

const PHONE = /^\+?\d{5,15}$/;

/** @throws {InvalidInput} what is missing or cannot be used; `field` is the name of the form's field */
export function readApplication(input: {
  name: string;
  channel: string;
  reach: string;
  words: string;
  experiences: string;
}): ApplicationDetails {
  const channel = applicationChannels.find((one) => one === input.channel);
  const words = readText(input.words, longest.words, 'words');
  if (words === null) throw new InvalidInput('Write a sentence or two about why you would like to.', 'words');
  if (input.name.trim() === '') throw new InvalidInput('Write what we should call you.', 'name');
  const name = usableName(input.name, 'name');
  if (!channel) throw new InvalidInput('Choose how we can reach you.', 'channel');
  return {
    name,
    channel,
    reach: readReach(channel, name, input.reach),
    words,
    experiences: readText(input.experiences, longest.experiences, 'experiences'),
  };
}

function readReach(channel: ApplicationChannel, name: string, text: string): string {
  if (channel === 'POST') {
    const address = readText(text, longest.post, 'reach');
    if (address === null || address.length < 5) throw new InvalidInput('Write where a letter should go.', 'reach');
    return address;
  }
  const line = readLine(text, 254, 'reach');
  if (channel === 'PHONE') {
    if (line === null || !PHONE.test(line.replaceAll(/[\s().\-/]/g, '')))
      throw new InvalidInput('Write a phone number. Please check the digits.', 'reach');
    return line;
  }
  try {
    return readInvited({ name, email: line ?? '' }).email;
  } catch (error) {
    if (error instanceof InvalidInput) throw new InvalidInput(error.message, 'reach');
    throw error;
  }
}

/**
 * A sentence from one human being to another: it says their name.
 *
 * @throws {InvalidInput} empty, too long, or without the name
 */
export function readAnswer(words: string, name: string): string {
  const text = readText(words, longest.answer, 'words');
  const first = name.split(/\s/)[0] ?? name;
  if (text === null || !text.toLocaleLowerCase().includes(first.toLocaleLowerCase()))
    throw new InvalidInput(`Write to ${first} by name, in your own words.`, 'words');
  return text;
}

/** @throws {InvalidInput} none: nobody is told "not this time" and nothing else (S98) */
export function readOffers(offers: readonly ApplicationOffer[]): ApplicationOffer[] {
  const unique = [...new Set(offers)];
  if (unique.length === 0) throw new InvalidInput('Choose at least one other thing that you can offer them.', 'offers');
  return unique;
}

/** @throws {InvalidInput} not after today, or more than half a year away */
export function readFollowUpOn(on: Date, today: Date): Date {
  if (on <= today) throw new InvalidInput('Choose a day after today to get back to them.', 'followUpOn');
  if (on.getTime() > today.getTime() + 183 * 24 * 60 * 60 * 1000)
    throw new InvalidInput('That is too long to wait. Choose a day within half a year.', 'followUpOn');
  return on;
}

/** When the key goes. */
export function keepUntil(receivedAt: Date): Date {
  const until = new Date(receivedAt);
  until.setUTCMonth(until.getUTCMonth() + KEEP_MONTHS);
  return until;
}
