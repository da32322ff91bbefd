import type { ServiceStatus, SuggestedField } from '../../../../generated/prisma/enums.ts';
import { InvalidInput } from '../../../errors.ts';
import { readLine, readText } from '../../../plain-text.ts';
import type { CorrectedColumns } from '../../directory/corrections.ts';
import { safeUrl } from '../../directory/rules.ts';

/** A steward answers within so many working days (PRODUCT.md W7). */
export const ANSWER_WITHIN_WORKING_DAYS = 3;
/** Stewards are where the directory is. */
export const STEWARD_TIMEZONE = 'Europe/London';
/** More than that wait for one service: the next one would say nothing new. */
export const MOST_WAITING = 20;
/** A letter has at most 20 services: whoever changes more by its link than one thing each waits for a steward first. */
export const MOST_WAITING_BY_LINK = 20;
export const longest = { words: 2_000, why: 500, email: 254, answer: 1_000 };

/** Who says so, for the public. */
export const SAID_BY = { ANYBODY: 'somebody who knows it', PROVIDER: 'the centre itself' } as const;

/** What each is called, in the order that a form offers it. */
export const fieldLabels: Readonly<Record<SuggestedField, string>> = {
  CLOSED: 'It does not run any more',
  TIMES: 'When it happens',
  PLACE: 'Where it is',
  PHONE: 'The phone number',
  EMAIL: 'The e-mail address',
  WEB_PAGE: 'The web page',
  COST: 'What it costs',
  TURNING_UP: 'How to turn up or apply',
  WHO_FOR: 'Who it is for',
  NAME: 'Its name',
  DESCRIPTION: 'What it is',
  OTHER: 'Something else',
};

/** What a steward may say of a service that does not run. */
export const closedStatuses = ['DEFUNCT', 'TEMPORARILY_CLOSED', 'INACTIVE'] as const satisfies readonly ServiceStatus[];

const EMAIL = /^[^\s@<>(),;:"\\[\]]{1,64}@[^\s@<>(),;:"\\[\]]+\.[^\s@<>(),;:"\\[\]]{2,}$/;
const LONGEST_LINE = 200;

/** An e-mail address as it is kept. @throws {InvalidInput} */
export function readEmail(text: string | null | undefined, field: string): string | null {
  const email = readLine(text, longest.email, field);
  if (email !== null && !EMAIL.test(email))
    throw new InvalidInput('Write an e-mail address like name@example.org.', field);
  return email;
}

/** What somebody suggests, ready to be kept. */
export interface Suggested {
  /** What it should say; null: only that it is not right, or that it does not run. */
  words: string | null;
  /** How they know; null: not said. */
  why: string | null;
}

/** @throws {InvalidInput} nothing was said, or more than fits */
export function readSuggested(input: {
  field: SuggestedField;
  words?: string | null | undefined;
  why?: string | null | undefined;
}): Suggested {
  const words = readText(input.words, longest.words, 'words');
  if (words === null && input.field !== 'CLOSED')
    throw new InvalidInput('Write what it should say instead. A few words are enough.', 'words');
  return { words, why: readText(input.why, longest.why, 'why') };
}

/** What accepting a suggestion writes. */
export interface Applied {
  columns: CorrectedColumns;
  phone?: string;
}

/**
 * A suggestion as a change of the record.
 *
 * @param value what it will say; as the steward leaves it
 * @returns null: this is put right by hand, there is no one field for it
 * @throws {InvalidInput} it cannot stand in that field, or it would tell where a place is that must not be found
 */
export function changeOf(
  field: SuggestedField,
  value: string | null,
  about: { isPlaceHidden: boolean; status?: ServiceStatus | null },
): Applied | null {
  if (field === 'CLOSED') {
    const status = closedStatuses.find((one) => one === (about.status ?? 'DEFUNCT'));
    if (!status) throw new InvalidInput('Choose how it has stopped: for good, or for now.', 'status');
    return { columns: { status } };
  }
  if (field === 'OTHER') return null;
  const text = readText(value, longest.words, 'value');
  if (text === null) throw new InvalidInput('Write what it will say.', 'value');
  if (field === 'PLACE' && about.isPlaceHidden)
    throw new InvalidInput('This place must not be found: nothing about where it is can be shown.', 'value');
  switch (field) {
    case 'NAME':
      return { columns: { name: line(text) } };
    case 'DESCRIPTION':
      return { columns: { description: text } };
    case 'TURNING_UP':
      return { columns: { applicationProcess: text } };
    case 'WHO_FOR':
      return { columns: { eligibility: text } };
    case 'COST':
      return { columns: { feesDescription: text } };
    // Times and places are tables in the source; until that says it too, a notice tells people before they travel.
    case 'TIMES':
      return { columns: { alert: `Times have changed: ${text}` } };
    case 'PLACE':
      return { columns: { alert: `The place has changed: ${text}` } };
    case 'PHONE':
      return { columns: {}, phone: readPhone(text) };
    case 'EMAIL':
      return { columns: { email: readEmail(text, 'value') ?? '' } };
    case 'WEB_PAGE': {
      const url = safeUrl(text);
      if (!url) throw new InvalidInput('Write a web address like https://example.org.', 'value');
      return { columns: { url } };
    }
  }
}

function line(text: string): string {
  return readLine(text, LONGEST_LINE, 'value') ?? '';
}

function readPhone(text: string): string {
  const number = line(text);
  if (!/^\+?\d{3,15}$/.test(number.replaceAll(/[\s().\-/]/g, '')))
    throw new InvalidInput('Write the number alone, with its area code.', 'value');
  return number;
}
