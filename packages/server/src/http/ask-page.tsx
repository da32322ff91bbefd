import { type AskDraft, type DraftWish, emptyDraft } from '@kith/connect/ask-draft.ts';
import { type AskView, dayInWords } from '@kith/connect/ask-view.ts';
import { areaLabels } from '@kith/connect/FindPage.tsx';
import { type PageLanguage, textsIn } from '@kith/connect/texts/languages.ts';
import { LifeArea, type Partner } from '../../generated/prisma/client.ts';
import type { Kith } from '../kith.ts';
import { isSiteOrigin } from '../modules/partners/site-origin.ts';
import { type AskForm, readAskForm } from '../modules/peers/ask-form.ts';
import type { WishInput } from '../modules/peers/asking-rules.ts';
import { teamInWords } from '../modules/peers/sentences.ts';
import { dimensionLabels, sharedVocabulary } from '../modules/people/shared-vocabulary.ts';
import { UUID } from '../uuid.ts';
import { helpLinesOf } from './person-page.tsx';

const MEANWHILE = 5;

/** Where an ask comes from, as the address or the form's hidden fields say. */
export interface AskPlace {
  partner: Partner | null;
  area: LifeArea | null;
  /** Raw id. */
  serviceId: string | null;
  isFramed: boolean;
  idempotencyKey: string;
  language: PageLanguage;
  /** By who looks after somebody; null: for oneself. */
  askedFor: AskView['askedFor'];
}

/**
 * What the ask form's page shows and its script is given.
 *
 * @throws {NotFound} nobody answers requests here
 */
export async function readAskView(kith: Kith, place: AskPlace): Promise<AskView> {
  const { partner, language } = place;
  const w = textsIn(language);
  const form = await readAskForm(kith, { partner, serviceId: place.serviceId, language });
  return {
    team: teamInWords(form.team),
    w,
    strip: [
      [
        w.whoReads,
        language === 'en'
          ? `${teamInWords(form.team)} (${form.peopleWhoRead === 1 ? '1 person' : `${form.peopleWhoRead} people`})`
          : `${teamInWords(form.team)} (${form.peopleWhoRead})`,
      ],
      [w.hearBy, dayInWords(form.promisedBy, form.timezone, language)],
      // A promise: in the language in which it was made.
      [w.passOn, form.passedOn, 'en'],
    ],
    ...firstQuestion(place),
    consent: consentOf(form),
    wishes: [...form.wishes],
    wishGroups: dimensionLabels,
    proofOfWork: form.proofOfWork,
    partnerKey: partner?.publicKey ?? null,
    area: place.area,
    service: form.service && { id: globalServiceId(form.service.id), name: form.service.name },
    isFramed: place.isFramed,
    hostOrigins: place.isFramed ? (partner?.origins ?? []).filter(isSiteOrigin) : [],
    idempotencyKey: place.idempotencyKey,
    language,
    timezone: form.timezone,
    urgentHelp: helpLinesOf(partner?.nation ?? 'ENGLAND'),
    meanwhile: meanwhileFor(partner),
    backPath: '/back',
  };
}

/** What is asked first: how it is for the one who writes, also when they look after somebody (S67). */
function firstQuestion(place: AskPlace): Pick<AskView, 'titles' | 'words' | 'entrance' | 'askedFor'> {
  const { partner, area, serviceId, isFramed, askedFor, language } = place;
  const w = textsIn(language);
  const [first = '', ...laterTitles] = w.titles;
  const href = `/connect?${new URLSearchParams({
    ...(partner && { partner: partner.publicKey }),
    ...(area && { area }),
    ...(serviceId && { service: serviceId }),
    ...(isFramed && { framed: '1' }),
    ...(!askedFor && { for: 'carer' }),
    ...(language !== 'en' && { lang: language }),
  })}`;
  return askedFor
    ? {
        askedFor,
        titles: [w.carerTitle, ...laterTitles],
        words: {
          label: w.carerWords,
          hint: w.carerHint,
        },
        entrance: { href, label: w.forMyself },
      }
    : {
        askedFor,
        titles: [first, ...laterTitles],
        words: {
          label: w.words,
          hint: w.wordsHint,
        },
        entrance: { href, label: w.forSomeone },
      };
}

/** What the form starts with: who looks after somebody is asked about a peer who does, too, and can undo it. */
export function firstDraft({ askedFor }: AskPlace): AskDraft {
  return askedFor ? { ...emptyDraft, wishes: [{ dimension: 'CARER', value: 'carer', weight: 'MATTERS' }] } : emptyDraft;
}

/** The text in parts: each statement is agreed to by itself, the ending is for all. */
function consentOf({ consent }: AskForm): AskView['consent'] {
  const { version, statements, text } = consent;
  return {
    language: consent.language,
    version,
    statements: [...statements],
    ending: text.split('\n\n').slice(statements.length).join(' '),
  };
}

/** Something to do while waiting: parts of life to look around in, near where the partner is. */
export function meanwhileFor(partner: Pick<Partner, 'publicKey' | 'areas'> | null): AskView['meanwhile'] {
  const offered = Object.entries(areaLabels).filter(
    ([area]) => !partner?.areas.length || partner.areas.some((own) => own === area),
  );
  return offered.slice(0, MEANWHILE).map(([area, label]) => ({
    href: `/find?${new URLSearchParams({ area, ...(partner && { partner: partner.publicKey }) })}`,
    label,
  }));
}

export function readArea(text: string | null | undefined): LifeArea | null {
  // As the widget's attribute has it ("daily-living") or as the contract does.
  const name = text?.toUpperCase().replaceAll('-', '_') ?? '';
  return Object.hasOwn(LifeArea, name) ? LifeArea[name as LifeArea] : null;
}

/** A service's raw id, from its global id (what GraphQL clients have) or as it is. Null: neither. */
export function readServiceId(text: string | null | undefined): string | null {
  if (!text || text.length > 200) return null;
  if (UUID.test(text)) return text.toLowerCase();
  const [type, id] = Buffer.from(text, 'base64').toString('utf8').split(':');
  return type === 'Service' && id && UUID.test(id) ? id.toLowerCase() : null;
}

function globalServiceId(id: string): string {
  return Buffer.from(`Service:${id}`).toString('base64');
}

/** A form can be sent by anybody: what is not in the vocabulary was not one of our choices. */
export function knownWish({ dimension, value, weight }: DraftWish): WishInput[] {
  const known = sharedVocabulary.find((entry) => entry.dimension === dimension && entry.value === value);
  return known ? [{ dimension: known.dimension, value, weight }] : [];
}
