import type { ContactChannel, LifeArea, SharedDimension, WishWeight } from '../../../generated/prisma/enums.ts';
import { InvalidInput } from '../../errors.ts';
import { readLine, readText } from '../../plain-text.ts';
import { findSharedValue } from '../people/shared-vocabulary.ts';
import type { FirstMeeting, Reach } from './sealed.ts';

/** One wish about who to talk to, as the contract has it. */
export interface WishInput {
  dimension: SharedDimension;
  value: string;
  weight: WishWeight;
}

/** How it is safe to be in touch, as the contract has it. */
export interface ReachInput {
  channel: ContactChannel;
  value?: string | null | undefined;
  name?: string | null | undefined;
  times?: string | null | undefined;
  mayLeaveVoicemail?: boolean | null | undefined;
  voicemailWords?: string | null | undefined;
  othersMayAnswer?: string | null | undefined;
  mayShowNumber?: boolean | null | undefined;
  pronouns?: string | null | undefined;
  describedAs?: string | null | undefined;
  communicationNeeds?: string | null | undefined;
}

/** What a person sends to ask for a peer, as the contract has it; `serviceId` is the raw id. */
export interface RequestPeerInput {
  idempotencyKey: string;
  words?: string | null | undefined;
  wishes?: readonly WishInput[] | null | undefined;
  reach: ReachInput;
  area?: LifeArea | null | undefined;
  serviceId?: string | null | undefined;
  outwardCode?: string | null | undefined;
  language?: string | null | undefined;
  consentVersion?: string | null | undefined;
  proofOfWork?: string | null | undefined;
}

/** Longest text in characters, for the forms too. */
export const longest = {
  words: 4_000,
  name: 80,
  times: 300,
  /** What was ticked, and own words. */
  safeTimes: 360,
  post: 400,
  place: 300,
  reason: 1_000,
  when: 200,
  meeting: 2_000,
};

const MOST_WISHES = 200;
/** Different characters in an idempotency key. A UUID has twice as many. */
const FEWEST_DIFFERENT = 6;
const PHONE = /^\+?\d{5,15}$/;
const EMAIL = /^[^\s@<>()[\],;:\\"]{1,64}@[^\s@<>()[\],;:\\"]{1,190}\.[^\s@<>()[\],;:\\".]{2,63}$/;
const UK_OUTWARD = /^[A-Z]{1,2}\d[A-Z\d]?$/;
const UK_WHOLE = /^([A-Z]{1,2}\d[A-Z\d]?)\d[A-Z]{2}$/;
const US_ZIP = /^(\d{5})(-?\d{4})?$/;

/** @throws {InvalidInput} longer than 4,000 characters */
export function readWords(words: string | null | undefined): string | null {
  return readText(words, longest.words, 'words');
}

/**
 * A way to be in touch, or "I'll come back".
 *
 * @throws {InvalidInput} no value, or not one for this channel
 */
export function readReach(input: ReachInput): Reach {
  const isCall = input.channel === 'PHONE';
  return {
    channel: input.channel,
    value: readReachValue(input),
    name: readLine(input.name, longest.name, 'reach.name'),
    times: readText(input.times, longest.safeTimes, 'reach.times'),
    mayLeaveVoicemail: isCall ? (input.mayLeaveVoicemail ?? null) : null,
    // Nothing to say where no message may be left.
    voicemailWords:
      isCall && input.mayLeaveVoicemail ? readLine(input.voicemailWords, longest.times, 'reach.voicemailWords') : null,
    othersMayAnswer:
      input.channel === 'COME_BACK' ? null : readText(input.othersMayAnswer, longest.times, 'reach.othersMayAnswer'),
    mayShowNumber: isCall ? (input.mayShowNumber ?? null) : null,
    pronouns: readLine(input.pronouns, longest.name, 'reach.pronouns'),
    describedAs: readText(input.describedAs, longest.times, 'reach.describedAs'),
    communicationNeeds: readText(input.communicationNeeds, longest.times, 'reach.communicationNeeds'),
  };
}

function readReachValue({ channel, value }: ReachInput): string | null {
  const field = 'reach.value';
  switch (channel) {
    // Nothing is kept that is not needed, even when it was sent.
    case 'COME_BACK':
      return null;
    case 'PHONE':
    case 'TEXT': {
      const phone = readLine(value, 40, field);
      if (phone === null) throw new InvalidInput('Please write the phone number, or choose “I’ll come back”.', field);
      if (!PHONE.test(phone.replaceAll(/[\s().\-/]/g, '')))
        throw new InvalidInput('This does not look like a phone number. Please check the digits.', field);
      return phone;
    }
    case 'EMAIL': {
      const email = readLine(value, 254, field);
      if (email === null) throw new InvalidInput('Please write the e-mail address, or choose “I’ll come back”.', field);
      if (!EMAIL.test(email))
        throw new InvalidInput('This does not look like an e-mail address. Please check it.', field);
      return email;
    }
    case 'POST': {
      const address = readText(value, longest.post, field);
      if (address === null || address.length < 5)
        throw new InvalidInput('Please write where a letter should go, or choose “I’ll come back”.', field);
      return address;
    }
    case 'IN_PERSON': {
      const place = readText(value, longest.place, field);
      if (place === null) throw new InvalidInput('Please say where to find you, or choose “I’ll come back”.', field);
      return place;
    }
  }
}

/**
 * Wishes of the vocabulary. "Doesn't matter" is what no wish means, so it is not kept.
 *
 * @throws {InvalidInput} not in the vocabulary, or wished and not wished at once
 */
export function readWishes(wishes: readonly WishInput[] | null | undefined): WishInput[] {
  const kept = new Map<string, WishInput>();
  if ((wishes?.length ?? 0) > MOST_WISHES)
    throw new InvalidInput('These are more wishes than there are to choose from.', 'wishes');
  for (const { dimension, value, weight } of wishes ?? []) {
    if (!findSharedValue(dimension, value))
      throw new InvalidInput('One of the wishes is not in the list. Please choose from the list.', 'wishes');
    const key = `${dimension} ${value}`;
    const other = kept.get(key);
    if (other && other.weight !== weight)
      throw new InvalidInput('One wish was given two answers. Please choose one.', 'wishes');
    kept.set(key, { dimension, value, weight });
  }
  return [...kept.values()].filter((wish) => wish.weight !== 'DOES_NOT_MATTER');
}

/**
 * The first half of a postcode, or a ZIP. A whole postcode is cut: the first half is enough.
 *
 * @throws {InvalidInput} neither
 */
export function readOutwardCode(text: string | null | undefined): string | null {
  const line = readLine(text, 12, 'outwardCode');
  if (line === null) return null;
  const code = line.toUpperCase().replaceAll(/\s+/g, '');
  // A whole one first: "M331AA" would not pass as a first half, but "M11AA" must not be read as one.
  const first = UK_WHOLE.exec(code)?.[1] ?? US_ZIP.exec(code)?.[1] ?? (UK_OUTWARD.test(code) ? code : null);
  if (first === null)
    throw new InvalidInput(
      'Please write the first half of a postcode, for example M33, or leave it empty.',
      'outwardCode',
    );
  return first;
}

/** BCP 47. @throws {InvalidInput} not a language tag */
export function readLanguage(text: string | null | undefined, fallback: string): string {
  if (!text) return fallback;
  try {
    const [language] = text.length <= 35 ? Intl.getCanonicalLocales(text) : [];
    if (language) return language;
  } catch {
    // Falls through to the answer below.
  }
  throw new InvalidInput('This language is not known. Use a short code, for example en.', 'language');
}

/**
 * Whoever sends another's key with the same answers gets that person's receipt, and many answer nothing at all: a date or
 * a counter will not do.
 *
 * @throws {InvalidInput} too plain to be unlike anybody else's, or too long
 */
export function readIdempotencyKey(key: string): string {
  if (!/^[\x21-\x7e]{16,200}$/.test(key) || new Set(key).size < FEWEST_DIFFERENT)
    throw new InvalidInput(
      'The idempotency key must be 16 to 200 plain characters, random and new for each request.',
      'idempotencyKey',
    );
  return key;
}

/** Why this advocate, in the coordinator's words. @throws {InvalidInput} empty or too long */
export function readReason(text: string): string {
  const reason = readText(text, longest.reason, 'reason');
  if (reason === null) throw new InvalidInput('Please say in a sentence why you introduce them.', 'reason');
  return reason;
}

/**
 * How they first meet. Only in a way that the person called safe, or face to face, or left for them to read here.
 *
 * @throws {InvalidInput} another channel, or not said when
 */
export function readFirstMeeting(
  input: { channel: ContactChannel; when: string; words?: string | null | undefined },
  safeChannel: ContactChannel,
): FirstMeeting {
  const { channel } = input;
  if (channel !== safeChannel && channel !== 'IN_PERSON' && channel !== 'COME_BACK') {
    throw new InvalidInput(
      'The person did not say that this way is safe. Choose the way they chose, or meet in person.',
      'firstMeeting.channel',
    );
  }
  const when = readLine(input.when, longest.when, 'firstMeeting.when');
  if (when === null) throw new InvalidInput('Please say when, for example “Thursday at 2”.', 'firstMeeting.when');
  return { channel, when, words: readText(input.words, longest.meeting, 'firstMeeting.words') };
}
