import { randomUUID } from 'node:crypto';
import { AskForm } from '@kith/connect/AskForm.tsx';
import { type AskDraft, readDraft, toInput } from '@kith/connect/ask-draft.ts';
import { consentProblems, fieldOf, type Problem, problemsOf } from '@kith/connect/ask-problems.ts';
import { type AskView, fill } from '@kith/connect/ask-view.ts';
import { CheckPage } from '@kith/connect/CheckPage.tsx';
import { ClosedDoor } from '@kith/connect/ClosedDoor.tsx';
import { LanguageChoice } from '@kith/connect/LanguageChoice.tsx';
import { Sent } from '@kith/connect/Sent.tsx';
import { chooseLanguage, textsIn } from '@kith/connect/texts/languages.ts';
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { InvalidInput, NotFound, RateLimited } from '../errors.ts';
import type { Kith } from '../kith.ts';
import { noteReferrer, requirePartner } from '../modules/partners/embedding.ts';
import { PartnerRefused } from '../modules/partners/rules.ts';
import { type RequestPeerInput, requestPeer } from '../modules/peers/actions.ts';
import { ConsentRequired } from '../modules/peers/consent-rules.ts';
import { IdempotencyConflict } from '../modules/peers/rules.ts';
import { rememberAnswered, wasAnsweredBefore } from '../modules/safety/answered-forms.ts';
import { type AskPlace, firstDraft, knownWish, readArea, readAskView, readServiceId } from './ask-page.tsx';
import { connectAssets, readConnectFiles } from './connect-files.ts';
import { homeNation } from './nation.ts';
import { readForm, UnreadableForm } from './person-form.ts';
import { answerPage, type PersonPage } from './person-page.tsx';
import { addressOf } from './same-origin.ts';

/** A bad connection may lose the answer: as long as the script tries again by itself. */
const SEND_AGAIN_MS = 2 * 60_000;
const sentAlready = (publicUrl: string) =>
  `This was sent already. Nothing was sent twice. To see what happens next, go to ${publicUrl}/back and type your four words.`;

/** /connect: the ask form on Kith's own origin, in a partner's frame or by a plain link, with or without a script. */
export function connectPages(kith: Kith): Hono {
  const files = readConnectFiles(kith);
  const page = async (place: AskPlace | null, more: Pick<PersonPage, 'content'> & Partial<PersonPage>) =>
    answerPage({
      title: textsIn(place?.language ?? 'en').title,
      language: place?.language ?? 'en',
      nation: place?.partner?.nation ?? (await homeNation(kith)),
      files,
      script: 'sent',
      framedBy: place?.isFramed ? place.partner : null,
      ...more,
    });

  const questions = (
    place: AskPlace,
    view: AskView,
    draft: AskDraft,
    problems: Problem[],
    more: Partial<PersonPage> = {},
  ) =>
    page(place, {
      title: problems.length > 0 ? `${view.w.putRight}: ${view.w.title}` : view.w.title,
      before: <LanguageChoice view={view} />,
      content: <AskForm view={view} draft={draft} problems={problems} />,
      script: 'ask',
      data: { view, problems },
      status: problems.length > 0 ? 400 : 200,
      ...more,
    });

  async function answer(c: Context, fields: URLSearchParams): Promise<Response> {
    // Only a form of ours brings a key: with one that came in a link, whoever wrote the link could fetch the receipt.
    if (c.req.method !== 'POST') fields.delete('key');
    const place = await readPlace(kith, fields, c.req.header('accept-language'));
    const view = await readAskView(kith, place);
    if (c.req.method !== 'POST') {
      const key = fields.get('partner') ?? '';
      if (!place.isFramed) void noteReferrer(kith, key, 'LINK', c.req.header('referer') ?? '');
      return questions(place, view, firstDraft(place), []);
    }

    const draft = readDraft(fields);
    const go = fields.get('go');
    if (go === 'change') return questions(place, view, draft, []);
    const problems = problemsOf(draft, view.w.problems);
    if (problems.length > 0) return questions(place, view, draft, problems);
    const check = (wrong: Problem[], more: Partial<PersonPage> = {}) =>
      page(place, {
        content: <CheckPage view={view} draft={draft} problems={wrong} />,
        status: wrong.length > 0 ? 400 : 200,
        ...more,
      });
    if (go !== 'send') return check([]);
    const missing = consentProblems(draft, view.consent);
    if (missing.length > 0) return check(missing);
    // The answer shows the four words, which are for whoever sent it and not for who presses Back after them. Known by its
    // key: the same request is the same, however the form comes (another language, a step back and forth, another order).
    const sent = `connect|${place.idempotencyKey}`;
    if (await wasAnsweredBefore(kith, sent, SEND_AGAIN_MS))
      return page(place, { content: <ClosedDoor message={sentAlready(kith.config.publicUrl)} />, status: 400 });

    try {
      const receipt = await requestPeer(
        kith,
        { partner: place.partner, addressHash: addressOf(kith, c) },
        inputFrom(draft, place, view),
      );
      await rememberAnswered(kith, sent);
      const shown = { ...receipt, promisedBy: receipt.promisedBy.toISOString() };
      return page(place, { content: <Sent receipt={shown} view={view} isEnhanced={false} />, isSent: true });
    } catch (error) {
      if (error instanceof RateLimited) {
        const headers = { 'retry-after': String(error.retryAfterSeconds) };
        return check([{ field: '', message: fill(view.w.notSent, { why: error.message }) }], { status: 429, headers });
      }
      if (error instanceof InvalidInput)
        return questions(place, view, draft, [{ field: fieldOf(error.field, draft), message: error.message }]);
      if (error instanceof ConsentRequired || error instanceof IdempotencyConflict)
        return check([{ field: '', message: error.message }]);
      throw error;
    }
  }

  const handle = async (c: Context): Promise<Response> => {
    try {
      return await answer(c, c.req.method === 'POST' ? await readForm(c) : new URL(c.req.url).searchParams);
    } catch (error) {
      const closed = closedBecause(error);
      if (!closed) throw error;
      return page(null, { content: <ClosedDoor message={closed.message} />, status: closed.status });
    }
  };

  // Only what is the same for everybody is compressed: a page with somebody's words never is (BREACH).
  return new Hono().route('/', connectAssets(kith)).get('/connect', compress(), handle).post('/connect', handle);
}

/** @throws {PartnerRefused} the key is not known */
async function readPlace(kith: Kith, fields: URLSearchParams, accepted: string | undefined): Promise<AskPlace> {
  const key = fields.get('partner') ?? '';
  // Our own page posts this, and with no-referrer it names no origin; who may frame it is said in the answer's headers.
  const partner = await requirePartner(
    kith,
    new Request(`${kith.config.publicUrl}/connect?partner=${encodeURIComponent(key)}`),
  );
  const given = fields.get('key') ?? '';
  return {
    partner,
    area: readArea(fields.get('area')),
    serviceId: readServiceId(fields.get('service')),
    isFramed: fields.get('framed') === '1' && partner !== null,
    language: chooseLanguage(fields.get('lang'), accepted),
    askedFor: fields.get('for') === 'carer' ? 'carer' : null,
    idempotencyKey: /^[\w-]{16,64}$/.test(given) ? given : randomUUID(),
  };
}

function inputFrom(draft: AskDraft, place: AskPlace, view: AskView): RequestPeerInput {
  return {
    ...toInput(draft),
    wishes: draft.wishes.flatMap(knownWish),
    idempotencyKey: place.idempotencyKey,
    area: place.area,
    serviceId: view.service ? place.serviceId : null,
    language: view.language,
  };
}

function closedBecause(error: unknown): { message: string; status: 403 | 404 | 413 | 415 } | null {
  if (error instanceof PartnerRefused) {
    return { message: 'This link does not work any more. Please go back to the page that you came from.', status: 404 };
  }
  if (error instanceof NotFound) return { message: error.message, status: 404 };
  if (error instanceof UnreadableForm) return { message: error.message, status: error.status };
  return null;
}
