import { InvalidInput } from '../../../errors.ts';
import type { CorrectedColumns } from '../../directory/corrections.ts';

/** Names this alike (0 to 1, pg_trgm) are taken for the same when something else agrees. */
export const ALIKE = 0.45;
/** Within one organization everything agrees but the name: there it must be nearly the same. */
export const NEARLY_THE_SAME = 0.85;
/** A number or address that more services share says nothing about two of them. */
export const MOST_SHARING = 25;
/** As many as somebody looks at; the others are found in the next round. */
export const MOST_FOUND = 500;

/** What two entries share, in the order of how much it says. */
export const sharedThings = ['PHONE', 'EMAIL', 'WEB_PAGE', 'POSTCODE'] as const;
export type SharedThing = (typeof sharedThings)[number];

const sharedWords: Readonly<Record<SharedThing, string>> = {
  PHONE: 'the same phone number',
  EMAIL: 'the same e-mail address',
  WEB_PAGE: 'the same web page',
  POSTCODE: 'the same postcode',
};

/** Why two entries may be one, in words for a steward. */
export function reasonsOf(shared: readonly SharedThing[], similarity: number): string[] {
  const names =
    similarity >= 0.99
      ? 'the same name'
      : similarity >= NEARLY_THE_SAME
        ? 'nearly the same name'
        : 'names that are alike';
  return [names, ...sharedThings.filter((thing) => shared.includes(thing)).map((thing) => sharedWords[thing])];
}

/** Fields that can be taken from either of two linked entries. */
export const choosableFields = [
  'name',
  'description',
  'url',
  'email',
  'feesDescription',
  'applicationProcess',
  'eligibility',
  'alert',
] as const satisfies readonly (keyof CorrectedColumns)[];
export type ChoosableField = (typeof choosableFields)[number];

/** @throws {InvalidInput} a field that cannot be chosen */
export function readChosen(fields: readonly string[]): ChoosableField[] {
  return [...new Set(fields)].map((field) => {
    const known = choosableFields.find((one) => one === field);
    if (!known) throw new InvalidInput(`"${field}" cannot be taken from the other entry.`, 'take');
    return known;
  });
}
