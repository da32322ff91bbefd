import { ClosedDoor } from '@kith/connect/ClosedDoor.tsx';
import { FindPage, type FindView, type Found } from '@kith/connect/FindPage.tsx';
import { GraphQLError } from 'graphql';
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import type { Partner } from '../../generated/prisma/client.ts';
import { RateLimited } from '../errors.ts';
import type { Kith } from '../kith.ts';
import { visibleServices } from '../modules/directory/access.ts';
import { safeUrl } from '../modules/directory/rules.ts';
import { describeSchedule } from '../modules/directory/schedule.ts';
import { type FoundServices, searchServices } from '../modules/directory/search.ts';
import { cleanText, type ServiceSearch, searchLimits } from '../modules/directory/search-input.ts';
import { searchInstead } from '../modules/directory/search-instead.ts';
import { partnerOf } from '../modules/partners/embedding.ts';
import { takeFrom } from '../modules/safety/limits.ts';
import { assuranceOf } from '../modules/upkeep/freshness/freshness-rules.ts';
import { rulesOf } from '../modules/upkeep/freshness/freshness-setting.ts';
import { anonymous } from '../viewer.ts';
import { readArea } from './ask-page.tsx';
import { readConnectFiles } from './connect-files.ts';
import { homeNation } from './nation.ts';
import { readForm, UnreadableForm } from './person-form.ts';
import { answerPage, type PersonPage } from './person-page.tsx';
import { addressOf } from './same-origin.ts';

const SHOWN = 20;

/** /find: the directory without a script and without a partner's page; something to do while waiting. */
export function findPages(kith: Kith): Hono {
  const files = readConnectFiles(kith);
  const page = async (partner: Partner | null, more: Pick<PersonPage, 'content'> & Partial<PersonPage>) =>
    answerPage({
      title: 'Places and groups',
      nation: partner?.nation ?? (await homeNation(kith)),
      files,
      script: 'sent',
      ...more,
    });
  const handle = async (c: Context): Promise<Response> => {
    try {
      const fields = c.req.method === 'POST' ? await readForm(c) : new URL(c.req.url).searchParams;
      await takeFrom(kith, 'search', addressOf(kith, c));
      const key = encodeURIComponent(fields.get('partner') ?? '');
      const partner = await partnerOf(kith, new Request(`${kith.config.publicUrl}/find?partner=${key}`));
      const view = await find(kith, partner, fields);
      return page(partner, { content: <FindPage view={view} />, status: view.problem ? 400 : 200 });
    } catch (error) {
      if (error instanceof RateLimited) {
        const headers = { 'retry-after': String(error.retryAfterSeconds) };
        return page(null, { content: <ClosedDoor message={error.message} />, status: 429, headers });
      }
      if (error instanceof UnreadableForm)
        return page(null, { content: <ClosedDoor message={error.message} />, status: error.status });
      throw error;
    }
  };
  return new Hono().get('/find', compress(), handle).post('/find', handle);
}

async function find(kith: Kith, partner: Partner | null, fields: URLSearchParams): Promise<FindView> {
  const area = readArea(fields.get('area'));
  const near = fields.get('near') ?? partner?.near ?? '';
  const text = fields.get('text') ?? '';
  const view: FindView = {
    text,
    near,
    area,
    partnerKey: partner?.publicKey ?? null,
    found: [],
    total: 0,
    remarks: [],
    place: null,
    hasUnknownPlace: false,
    isAsked: area !== null || fields.has('text'),
    problem: null,
    askPath: askPath(partner, area && { area }),
  };
  if (!view.isAsked) return view;
  try {
    const search: ServiceSearch = {
      ...everything,
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

const everything: Omit<ServiceSearch, 'text' | 'near' | 'areas'> = {
  position: null,
  withinKm: null,
  provisionTypes: [],
  advocacyKinds: [],
  taxonomyTermIds: [],
  organizationId: null,
  openAt: null,
  between: null,
  days: 0,
  isFree: null,
  isOnline: null,
  age: null,
  languages: [],
  accessibility: [],
  updatedSince: null,
  order: 'BEST',
};

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
