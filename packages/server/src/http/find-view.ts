import type { FindView, FindWishes, Found } from '@kith/connect/FindPage.tsx';
import { GraphQLError } from 'graphql';
import type { Partner } from '../../generated/prisma/client.ts';
import type { Kith } from '../kith.ts';
import { visibleServices } from '../modules/directory/access.ts';
import { moneyHelpIn } from '../modules/directory/national-help.ts';
import { safeUrl } from '../modules/directory/rules.ts';
import { describeSchedule } from '../modules/directory/schedule.ts';
import { type FoundServices, searchServices } from '../modules/directory/search.ts';
import { badSearch, cleanText, type ServiceSearch, searchLimits } from '../modules/directory/search-input.ts';
import { searchInstead } from '../modules/directory/search-instead.ts';
import { assuranceOf } from '../modules/upkeep/freshness/freshness-rules.ts';
import { rulesOf } from '../modules/upkeep/freshness/freshness-setting.ts';
import { anonymous } from '../viewer.ts';
import { readArea } from './ask-page.tsx';
import { homeNation } from './nation.ts';

const SHOWN = 20;
const WEEK_MS = 7 * 24 * 60 * 60_000;
const OLDEST = 130;

const orders = ['BEST', 'NEAREST', 'NEXT_SESSION'] as const;

/** The wishes as the form sends them: what is not known is left out, what is typed stays as it was typed. */
function readWishes(fields: URLSearchParams): FindWishes {
  const day = Number(fields.get('day') ?? '');
  return {
    isFree: fields.has('free'),
    isOnline: fields.has('online'),
    isByPeers: fields.has('peers'),
    isThisWeek: fields.has('week'),
    day: Number.isInteger(day) && day >= 1 && day <= 7 ? day : null,
    age: (fields.get('age') ?? '').slice(0, 10),
    language: fields.get('language') ?? '',
    order: orders.find((order) => order === fields.get('order')) ?? 'BEST',
  };
}

/** @throws BAD_USER_INPUT */
function limitsOf(wishes: FindWishes, now: Date): Omit<ServiceSearch, 'text' | 'near' | 'areas'> {
  const language = cleanText(wishes.language, searchLimits.word, 'the language');
  const age = wishes.age.trim();
  if (age !== '' && !(/^\d{1,3}$/.test(age) && Number(age) <= OLDEST))
    throw badSearch('Write the age as a number of years, or leave it empty.');
  return {
    position: null,
    withinKm: null,
    provisionTypes: wishes.isByPeers ? ['SELF_HELP_GROUP', 'PEER_OPERATED'] : [],
    advocacyKinds: [],
    taxonomyTermIds: [],
    organizationId: null,
    openAt: null,
    between: wishes.isThisWeek ? { from: now, until: new Date(now.getTime() + WEEK_MS) } : null,
    days: wishes.day === null ? 0 : 1 << (wishes.day - 1),
    isFree: wishes.isFree || null,
    isOnline: wishes.isOnline || null,
    age: age === '' ? null : Number(age),
    languages: language ? [language] : [],
    accessibility: [],
    updatedSince: null,
    order: wishes.order,
  };
}

/** What the page shows for a form or an address. */
export async function find(kith: Kith, partner: Partner | null, fields: URLSearchParams): Promise<FindView> {
  const area = readArea(fields.get('area'));
  const near = fields.get('near') ?? partner?.near ?? '';
  const text = fields.get('text') ?? '';
  const wishes = readWishes(fields);
  const view: FindView = {
    text,
    near,
    area,
    wishes,
    partnerKey: partner?.publicKey ?? null,
    found: [],
    total: 0,
    remarks: [],
    everywhere: [],
    place: null,
    hasUnknownPlace: false,
    isAsked: area !== null || fields.has('text'),
    problem: null,
    askPath: askPath(partner, area && { area }),
  };
  if (!view.isAsked) return view;
  try {
    const search: ServiceSearch = {
      ...limitsOf(wishes, kith.clock.now()),
      text: cleanText(text, searchLimits.text, 'the words'),
      near: cleanText(near, searchLimits.near, 'the place'),
      areas: area ? [area] : (partner?.areas ?? []),
    };
    const answer = await searchServices(kith, search, SHOWN, null);
    // Never empty-handed: what is nearest to it, said as such.
    const hits = answer.hits.length > 0 ? answer.hits : (await searchInstead(kith, search)).found.hits;
    return {
      ...view,
      found: await load(kith, partner, hits),
      remarks: remarksOf(answer),
      everywhere: answer.isAboutMoney ? [...moneyHelpIn(partner?.nation ?? (await homeNation(kith)))] : [],
      total: answer.counts.totalCount,
      place: answer.place?.name ?? null,
      hasUnknownPlace: answer.placeProblem !== null,
    };
  } catch (error) {
    // Too long: the module says so in a sentence.
    if (error instanceof GraphQLError) return { ...view, problem: error.message };
    throw error;
  }
}

/** What was read or looked for differently from what was typed. */
function remarksOf({ corrections, isWider, withinKm, leftOut }: FoundServices): string[] {
  return [
    ...corrections.map(({ typed, readAs }) => `You typed “${typed}”. We looked for “${readAs}”.`),
    isWider && withinKm !== null ? `There was little close by, so this looks within ${withinKm} km.` : '',
    leftOut.length > 0 ? `No place has these words: ${leftOut.join(', ')}.` : '',
  ].filter(Boolean);
}

async function load(
  kith: Kith,
  partner: Partner | null,
  hits: readonly { serviceId: string; distanceKm: number | null; matchedOn: readonly string[] }[],
): Promise<Found[]> {
  const services = await kith.db.service.findMany({
    where: { AND: [{ id: { in: hits.map((hit) => hit.serviceId) } }, visibleServices(anonymous)] },
    include: {
      organization: { select: { name: true } },
      source: { select: { name: true } },
      schedules: true,
      phones: { take: 2 },
    },
  });
  const rules = await rulesOf(kith);
  return hits.flatMap(({ serviceId, distanceKm, matchedOn }) => {
    const service = services.find(({ id }) => id === serviceId);
    if (!service) return [];
    const [schedule] = service.schedules;
    return {
      id: service.id,
      name: service.name,
      runBy: service.organization.name,
      line: service.summary ?? firstSentence(service.description),
      when: schedule ? describeSchedule(schedule) : null,
      facts: [
        service.isFree ? 'Free' : '',
        distanceKm === null ? '' : inKm(distanceKm),
        service.isOnline ? 'online' : '',
        matchedOn.find((reason) => reason.startsWith('because')) ?? '',
      ].filter(Boolean),
      phones: service.phones.map(({ number }) => ({
        href: `tel:${number.replaceAll(/[^\d+]/g, '')}`,
        display: number,
      })),
      url: safeUrl(service.url),
      askPath: askPath(partner, { service: service.id }),
      checked: assuranceOf(service, rules, kith.clock.now()).words,
      suggestPath: `/suggest?service=${service.id}`,
    };
  });
}

/** Where somebody stands is known to a postcode's first half: nothing finer is said than "close by". */
function inKm(km: number): string {
  return km < 1 ? 'close by' : `${km.toFixed(km < 10 ? 1 : 0)} km`;
}

function askPath(partner: Partner | null, about: Record<string, string> | null): string {
  return `/connect?${new URLSearchParams({ ...(partner && { partner: partner.publicKey }), ...about })}`;
}

function firstSentence(text: string | null): string | null {
  const [sentence = ''] = (text ?? '').split(/(?<=[.!?])\s|\n/);
  return sentence.length > 200 ? `${sentence.slice(0, 200).trimEnd()}…` : sentence || null;
}
