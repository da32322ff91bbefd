import type { ProviderAnswer } from '../../../generated/prisma/enums.ts';
import { InvalidInput } from '../../errors.ts';
import { readLine, readText } from '../../plain-text.ts';
import { dayInWords } from '../peers/promise-clock.ts';
import { teamInWords } from '../peers/sentences.ts';

/** What a yes is for, in clear. Only ever in memory. */
export interface IntroductionWords {
  /** Raw id. */
  serviceId: string;
  serviceName: string;
  /** The published address of the service, as it was when this was shown. */
  email: string;
  /** All that the letter tells of the person: what was shown is what is sent. */
  text: string;
}

/** Where an introduction to a service is. */
export type IntroductionState =
  | 'WAITING_FOR_YES'
  | 'ON_ITS_WAY'
  | 'SENT'
  | 'ACCEPTED'
  | 'ASKED'
  | 'DECLINED'
  | 'NO_ANSWER'
  | 'STOPPED';

/** Longest text in characters, for the forms too. */
export const longestIntroduction = { name: 80, words: 1_000, question: 1_000 };

/** The three links in a letter work for so many days. */
export const LINK_DAYS = 14;
/** After so many working days without an answer the advocate is reminded. */
export const REMIND_AFTER_WORKING_DAYS = 5;
/** A yes is a tap, and a letter cannot be called back: it leaves after so many minutes. */
export const LEAVES_AFTER_MINUTES = 5;
/** Asked at once, so that nobody floods the services of a town. */
export const MOST_OPEN = 5;
/** Neutral: it stands in an inbox that several people read. */
export const SUBJECT = 'A question for your service';

const MINUTE_MS = 60_000;
const EMAIL = /^[^\s@<>()[\],;:\\"]{1,64}@[^\s@<>()[\],;:\\"]{1,190}\.[^\s@<>()[\],;:\\".]{2,63}$/;

/** The address that a service publishes for itself, if it is one; otherwise its organization's. Null: there is none. */
export function addressOfService(service: {
  email: string | null;
  organization: { email: string | null };
}): string | null {
  return [service.email, service.organization.email].find((email) => email !== null && EMAIL.test(email)) ?? null;
}

/**
 * The letter without its links: exactly what the person says yes to.
 *
 * @throws {InvalidInput} no name or no words, or too long
 */
export function writeIntroduction(
  input: { name: string; words: string },
  told: { serviceName: string; advocateName: string; team: string },
): string {
  const name = readLine(input.name, longestIntroduction.name, 'name');
  if (name === null) throw new InvalidInput('Please say which name to give, for example a first name.', 'name');
  const words = readText(input.words, longestIntroduction.words, 'words');
  if (words === null) throw new InvalidInput('Please write a sentence that says what this is about.', 'words');
  const { serviceName, advocateName, team } = told;
  return [
    'Hello,',
    `${advocateName} from ${teamInWords(team)} writes to ${serviceName} for ${name}. ${name} knows this text and said yes to it.`,
    words,
    `Please do not get in touch with ${name} yourself. ${advocateName} reads your answer and tells them.`,
  ].join('\n\n');
}

/** The letter as it leaves. */
export function withLinks(
  text: string,
  links: { accept: string; ask: string; decline: string },
  expiresAt: Date,
  timezone: string,
): string {
  return [
    text,
    `You can answer with one of these links until ${dayInWords(timezone, expiresAt)}. You need no account.`,
    `Yes, they are welcome:\n${links.accept}`,
    `We have a question first:\n${links.ask}`,
    `It is not possible now:\n${links.decline}`,
    'If this came to you by mistake, please delete it.\n',
  ].join('\n\n');
}

export function leavesAt(agreedAt: Date): Date {
  return new Date(agreedAt.getTime() + LEAVES_AFTER_MINUTES * MINUTE_MS);
}

export function linksExpireAt(agreedAt: Date): Date {
  return new Date(agreedAt.getTime() + LINK_DAYS * 24 * 60 * MINUTE_MS);
}

/** An answer counts whenever it came; what was stopped is stopped. */
export function stateOfIntroduction(
  row: {
    agreedAt: Date | null;
    stoppedAt: Date | null;
    sentAt: Date | null;
    answer: ProviderAnswer | null;
    linksExpireAt: Date | null;
  },
  now: Date,
): IntroductionState {
  if (row.answer === 'ACCEPTED' || row.answer === 'DECLINED') return row.answer;
  if (row.stoppedAt !== null) return 'STOPPED';
  if (row.agreedAt === null) return 'WAITING_FOR_YES';
  if (row.answer === 'ASKED') return 'ASKED';
  if (row.linksExpireAt !== null && row.linksExpireAt <= now) return 'NO_ANSWER';
  return row.sentAt === null ? 'ON_ITS_WAY' : 'SENT';
}

/** Where it is, in plain words that suit both sides. */
export const introductionSentences: Readonly<Record<IntroductionState, string>> = {
  WAITING_FOR_YES: 'Nothing is sent yet. It waits for a yes to exactly this text.',
  ON_ITS_WAY: 'It leaves in a few minutes. Until then it can be stopped.',
  SENT: 'It was sent. The service has not answered yet.',
  ACCEPTED: 'The service says: yes, you are welcome.',
  ASKED: 'The service has a question first.',
  DECLINED: 'The service says that it is not possible now. It is not about you.',
  NO_ANSWER: 'The service did not answer in two weeks.',
  STOPPED: 'It was stopped. Its links do not work any more.',
};
