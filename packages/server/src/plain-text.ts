import { InvalidInput } from './errors.ts';

// Controls (C0, C1) but tab and line feed; then what turns or hides text: bidirectional marks, overrides and isolates,
// invisible spaces, the byte-order mark. Joiners stay: Farsi and emoji need them.
const CONTROLS = /(?![\t\n])\p{Cc}/gu;
const INVISIBLE = /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/g;
// No written language stacks more than four marks on one letter; "Zalgo" text stacks dozens.
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu;

/**
 * Text as it is kept: nothing invisible, nothing that breaks a page or a database, lines end in \n. What somebody wrote is
 * otherwise never changed.
 *
 * @returns null: nothing was written
 */
export function tidyText(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null;
  const tidy = text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(CONTROLS, '')
    .replaceAll(INVISIBLE, '')
    .normalize('NFC')
    .replaceAll(STACKED_MARKS, '$1')
    .trim();
  return tidy === '' ? null : tidy;
}

/**
 * A line of text.
 *
 * @param longest in characters as people count them (code points)
 * @throws {InvalidInput} too long, or more than one line
 */
export function readLine(text: string | null | undefined, longest: number, field: string): string | null {
  // Refused, not repaired: a line break in a number or an address is never an accident, it is how headers are forged.
  if (text && /[\r\n]/.test(text.trim())) throw new InvalidInput('Please write this on one line.', field);
  return readText(text, longest, field);
}

/** @throws {InvalidInput} too long */
export function readText(text: string | null | undefined, longest: number, field: string): string | null {
  const tidy = tidyText(text);
  if (tidy !== null && [...tidy].length > longest) {
    throw new InvalidInput(
      `That is more than fits. Please keep it under ${longest.toLocaleString('en')} characters.`,
      field,
    );
  }
  return tidy;
}
