import type { Partner } from '../../../generated/prisma/client.ts';
import { builder } from '../../graphql/builder.ts';
import { LifeAreaEnum, NationEnum } from '../directory/graphql-enums.ts';
import { type EmbedText, readTexts } from './texts.ts';
import { readTheme, type Theme } from './theme.ts';

export const EmbedTheme = builder.objectRef<Theme>('EmbedTheme').implement({
  description: 'The partner\'s colour and shape. It never touches urgent help or "Leave this page".',
  fields: (t) => ({
    accent: t.exposeString('accent', { nullable: true, description: 'Colour as "#rrggbb"; null: Kith\'s own.' }),
    accentText: t.exposeString('accentText', {
      nullable: true,
      description: 'Black or white, whichever can be read on the accent; null: no accent.',
    }),
    paper: t.exposeString('paper', { nullable: true, description: 'The ground as "#rrggbb"; null: Kith\'s own.' }),
    ink: t.exposeString('ink', {
      nullable: true,
      description: 'Words on the ground as "#rrggbb", at least 4.5:1; null: Kith\'s own.',
    }),
    radius: t.exposeInt('radius', {
      nullable: true,
      description: "Roundness of corners in pixels, 0 to 32; null: Kith's own.",
    }),
    theme: t.exposeString('theme', { nullable: true, description: '"light", "dark" or "auto"; null: auto.' }),
  }),
});

export const EmbedTextType = builder.objectRef<EmbedText>('EmbedText').implement({
  description: "A text of the widget in the partner's own words.",
  fields: (t) => ({
    language: t.exposeString('language', { description: '"en", "cy", "pl", "ar" or "uk".' }),
    key: t.exposeString('key', { description: 'Which text, for example "ratherTalk".' }),
    text: t.exposeString('text', { description: 'What stands there instead.' }),
  }),
});

/** The module that knows teams adds `promise`. */
export const Embed = builder.objectRef<Partner>('Embed').implement({
  description: "What a partner's page shows of its own: public settings, nothing about visitors.",
  fields: (t) => ({
    partnerName: t.exposeString('name', { description: 'The organisation whose page it is.' }),
    areas: t.field({
      type: [LifeAreaEnum],
      description: 'Areas of life that this page offers; empty: all.',
      resolve: ({ areas }) => areas,
    }),
    near: t.exposeString('near', { nullable: true, description: 'Where searches start; null: nowhere in particular.' }),
    nation: t.field({
      type: NationEnum,
      description: 'Which urgent-help lines to show first.',
      resolve: ({ nation }) => nation,
    }),
    locale: t.exposeString('locale', { description: 'Language of the page as BCP 47, for example "en".' }),
    theme: t.field({
      type: EmbedTheme,
      description: 'Colour and shape.',
      resolve: ({ theme }) => readTheme(theme),
    }),
    texts: t.field({
      type: [EmbedTextType],
      description: "Texts in the partner's own words, in all languages; the others are Kith's.",
      resolve: ({ messages }) => readTexts(messages),
    }),
    hasPeers: t.exposeBoolean('hasPeers', { description: 'Whether people can ask for a peer from this page.' }),
  }),
});

builder.queryField('embed', (t) =>
  t.field({
    type: Embed,
    nullable: true,
    description:
      'Settings of the partner named in the header x-kith-partner or the parameter ?partner=. Null: no partner was named.',
    resolve: (_root, _args, { partner }) => partner,
  }),
);
