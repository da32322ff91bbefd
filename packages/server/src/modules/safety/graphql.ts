import type { UrgentHelpLine as Line } from '@kith/contract/urgent-help.ts';
import { builder } from '../../graphql/builder.ts';
import { NationEnum } from '../directory/graphql-enums.ts';
import type { ConsentText as Consent } from './consent.ts';
import type { ProofOfWorkChallenge as Challenge } from './proof-of-work.ts';
import { urgentHelp } from './urgent-help.ts';

export const ConsentPurposeEnum = builder.enumType('ConsentPurpose', {
  description: 'What a person says yes to, each for itself.',
  values: {
    HANDLE_REQUEST: { description: 'The team reads and answers the request.' },
    SHARE_WITH_ADVOCATE: { description: 'The team shows it to the one advocate who is introduced.' },
  } as const,
});

export const ConsentTextType = builder.objectRef<Consent>('ConsentText').implement({
  description: 'The consent text in use now; its version goes with requestPeer.',
  fields: (t) => ({
    version: t.exposeString('version', { description: 'For example "2026-11-01".' }),
    purposes: t.field({
      type: [ConsentPurposeEnum],
      description: 'What it asks for, in the order of the text.',
      resolve: ({ purposes }) => purposes,
    }),
    text: t.exposeString('text', {
      description: 'The whole text in plain words; paragraphs are parted by an empty line.',
    }),
    language: t.exposeString('language', { description: 'BCP 47.' }),
  }),
});

export const ProofOfWorkChallengeType = builder.objectRef<Challenge>('ProofOfWorkChallenge').implement({
  description:
    'An altcha challenge: find the number whose SHA-256 after the salt is the challenge. Without it the limits are tighter.',
  fields: (t) => ({
    algorithm: t.exposeString('algorithm', { description: 'Always "SHA-256".' }),
    challenge: t.exposeString('challenge', { description: 'The hash to reach, in hex.' }),
    maxNumber: t.exposeInt('maxNumber', { description: 'The number is below this.' }),
    salt: t.exposeString('salt', { description: 'Goes before the number. Says what it is for and until when.' }),
    signature: t.exposeString('signature', { description: 'Sent back with the solution.' }),
  }),
});

const UrgentHelpChannel = builder.enumType('UrgentHelpChannel', {
  description: 'How to reach a line.',
  values: {
    PHONE: { description: 'By voice.' },
    TEXT: { description: 'By text message.' },
    RELAY: { description: 'By typing, through a relay service.' },
    WEB: { description: 'By a web page: chat or video, also in sign language.' },
  } as const,
});

export const UrgentHelpLine = builder.objectRef<Line>('UrgentHelpLine').implement({
  description: 'Somebody to reach right now.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Who answers.' }),
    description: t.exposeString('description', { description: 'What it is for, in a sentence.' }),
    channel: t.field({ type: UrgentHelpChannel, description: 'How to reach it.', resolve: ({ channel }) => channel }),
    href: t.exposeString('href', { description: 'tel:, sms: or https: link.' }),
    display: t.exposeString('display', { description: 'What to dial, text or open, as shown.' }),
    hours: t.exposeString('hours', { description: 'When somebody is there, in words.' }),
    nations: t.field({ type: [NationEnum], description: 'Where it works.', resolve: ({ nations }) => [...nations] }),
    reviewBy: t.field({
      type: 'Date',
      description: 'Kith checks the line again before this day.',
      resolve: ({ reviewBy }) => new Date(reviewBy),
    }),
  }),
});

builder.queryField('urgentHelp', (t) =>
  t.field({
    type: [UrgentHelpLine],
    description: 'Urgent help, in the order to show it. Pages carry it themselves as well: it must be there offline.',
    args: { nation: t.arg({ type: NationEnum, description: 'Left out: the lines of every nation.' }) },
    resolve: (_root, { nation }) => [...urgentHelp(nation ?? null)],
  }),
);
