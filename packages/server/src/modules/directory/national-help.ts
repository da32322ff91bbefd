// What everybody in a nation can use when a search is about money (S126): beside what is near, never instead of it. Addresses
// of the services' own sites and no numbers: lines change more often. Looked at again before `reviewBy`, as urgent help is
// (docs/urgent-help.md says against what).
import type { Nation } from '../../../generated/prisma/enums.ts';

export interface NationalHelp {
  name: string;
  description: string;
  /** https: */
  href: string;
  nations: readonly Nation[];
  /** ISO date: somebody opens this address again before then. */
  reviewBy: string;
}

const UK = ['ENGLAND', 'SCOTLAND', 'WALES', 'NORTHERN_IRELAND'] as const;
const US = ['UNITED_STATES'] as const;
const reviewBy = '2027-06-01';

function help(nations: readonly Nation[], name: string, description: string, href: string): NationalHelp {
  return { name, description, href, nations, reviewBy };
}

/** In the order they are shown: what you can get, somebody to go through it with, debt. */
export const nationalMoneyHelp: readonly NationalHelp[] = [
  help(UK, 'Turn2us', 'Find out which benefits and grants you can get.', 'https://www.turn2us.org.uk/'),
  help(UK, 'MoneyHelper', 'Free help with bills, debt and benefits.', 'https://www.moneyhelper.org.uk/'),
  help(
    ['ENGLAND', 'WALES'],
    'Citizens Advice',
    'Somebody to go through it with you, free.',
    'https://www.citizensadvice.org.uk/',
  ),
  help(
    ['SCOTLAND'],
    'Citizens Advice Scotland',
    'Somebody to go through it with you, free.',
    'https://www.cas.org.uk/',
  ),
  help(['NORTHERN_IRELAND'], 'Advice NI', 'Somebody to go through it with you, free.', 'https://www.adviceni.net/'),
  help(
    ['ENGLAND', 'SCOTLAND', 'WALES'],
    'National Debtline',
    'Free help to get on top of debt.',
    'https://www.nationaldebtline.org/',
  ),
  help(US, '211', 'Help with rent, bills and food near you.', 'https://www.211.org/'),
  help(US, 'USA.gov', 'Which help with bills you can get.', 'https://www.usa.gov/help-with-bills'),
];

/** Those of one nation; all of them when it is not known. */
export function moneyHelpIn(nation: Nation | null): readonly NationalHelp[] {
  return nation === null ? nationalMoneyHelp : nationalMoneyHelp.filter(({ nations }) => nations.includes(nation));
}
