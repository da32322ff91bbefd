import { randomUUID } from 'node:crypto';
import { type AskDraft, readDraft, toInput } from '@kith/connect/ask-draft.ts';
import { fieldOf, problemsOf, stepOf } from '@kith/connect/ask-problems.ts';
import { askTexts } from '@kith/connect/ask-texts.ts';
import { BackDoor, type Unsaved } from '@kith/connect/back/BackDoor.tsx';
import { BackRequest } from '@kith/connect/back/BackRequest.tsx';
import { Erased } from '@kith/connect/back/Erased.tsx';
import { NewWords } from '@kith/connect/back/NewWords.tsx';
import { ClosedDoor } from '@kith/connect/ClosedDoor.tsx';
import { type Context, Hono } from 'hono';
import { InvalidInput, NotFound, RateLimited } from '../errors.ts';
import type { Kith } from '../kith.ts';
import * as peers from '../modules/peers/actions.ts';
import {
  isOurPass,
  issuePass,
  knowsSecondHalf,
  personFromCode,
  personFromLink,
  personFromPass,
} from '../modules/peers/coming-back.ts';
import { readMyRequest } from '../modules/peers/my-request.ts';
import { rememberAnswered, wasAnsweredBefore } from '../modules/safety/answered-forms.ts';
import type { PersonViewer } from '../viewer.ts';
import { knownWish } from './ask-page.tsx';
import type { Done } from './back/act.ts';
import { perform } from './back/acts.ts';
import { readEverything } from './back/everything.ts';
import { downloadOf } from './back-download.ts';
import { toBackView } from './back-view.ts';
import { calendarNote } from './calendar-note.ts';
import { readConnectFiles } from './connect-files.ts';
import { homeNation } from './nation.ts';
import { readForm, UnreadableForm } from './person-form.ts';
import { answerPage, type PersonPage } from './person-page.tsx';
import { addressOf } from './same-origin.ts';

const TITLE = 'An update for you';
// One sentence for whatever was wrong: unknown, mistyped, expired, stopped by a newer link, erased.
const WRONG = 'These words do not open anything. Check each word and type them again.';
const TOO_LATE = 'This page closes by itself after 30 minutes. Type your four words to go on.';
const SENT_AGAIN = 'To keep your words safe, this page opens only once. Type your words again to go on.';
const DOOR_OPEN_MS = 12 * 60 * 60_000;
const TOO_LATE_KEPT = `${TOO_LATE} What you were saving is kept.`;

/** /back: the person's own page. No account and no cookie: a link's token or four words, then a signed pass in the forms. */
export function backPages(kith: Kith): Hono {
  const files = readConnectFiles(kith);
  const page = async (more: Pick<PersonPage, 'content'> & Partial<PersonPage>) =>
    answerPage({ title: TITLE, nation: await homeNation(kith), files, script: 'back', ...more });
  const door = (shown: { problem: string | null; token?: string; unsaved?: Unsaved }, more: Partial<PersonPage> = {}) =>
    page({ content: <BackDoor {...shown} visit={newVisit(kith)} />, status: shown.problem ? 400 : 200, ...more });

  /** The link stays in the page, since all four words still open it. */
  const tooMuch = ({ message, retryAfterSeconds }: RateLimited, token = '') =>
    door(
      { problem: message, ...(token && { token }) },
      { status: 429, headers: { 'retry-after': String(retryAfterSeconds) } },
    );

  async function answer(c: Context): Promise<Response> {
    const fields = await readForm(c);
    const token = fields.get('token') ?? '';
    const act = fields.get('do') ?? '';
    const viewer = await whoComes(kith, fields, addressOf(kith, c)).catch((error: unknown) => {
      if (!(error instanceof RateLimited)) throw error;
      return error;
    });
    const hasPass = fields.has('pass');
    const isOurs = (viewer !== null && !(viewer instanceof RateLimited)) || isOurPass(kith, fields.get('pass') ?? '');
    // A door that asks again keeps the link's token, which opens more than the words that were wrong: it is given once, too.
    if ((isOurs || token) && (await isSentAgain(kith, fields, act))) return door({ problem: SENT_AGAIN });
    if (token && !isOurs) await rememberAnswered(kith, fields.toString());
    if (viewer instanceof RateLimited) return tooMuch(viewer, token);
    if (!viewer) {
      const unsaved = hasPass ? unsavedIn(fields) : [];
      const problem = hasPass ? (unsaved.length > 1 ? TOO_LATE_KEPT : TOO_LATE) : WRONG;
      return door({ problem, unsaved, ...(token && { token }) });
    }
    if (act === 'erase') {
      await peers.eraseMyRequest(kith, viewer);
      return page({ content: <Erased /> });
    }
    const done = isChange(act)
      ? await change(kith, viewer, act, readDraft(fields))
      : await perform(kith, viewer, act, fields);
    // A new link ends the pass that asked for it: the next page has a new one.
    if (done.renewed) {
      await rememberAnswered(kith, fields.toString());
      const newPass = await issuePass(kith, viewer.requestId);
      return page({ content: <NewWords {...done.renewed} pass={newPass} /> });
    }
    const request = await readMyRequest(kith, viewer);
    if (!request) return door({ problem: WRONG });
    const { view, nation } = await toBackView(kith, viewer, request, done.changed);
    if (act === 'download-json' || act === 'download-text')
      return downloadOf(act === 'download-json' ? 'json' : 'text', await readEverything(kith, viewer, request), view);
    await rememberAnswered(kith, fields.toString());
    const problems = done.problems ?? [];
    const pass = await issuePass(kith, viewer.requestId);
    return page({
      title: problems.length > 0 ? `Something to put right: ${TITLE}` : TITLE,
      content: (
        <BackRequest
          view={view}
          pass={pass}
          formKey={randomUUID()}
          notice={done.notice ?? null}
          problems={problems}
          written={done.written ?? {}}
        />
      ),
      status: problems.length > 0 ? 400 : 200,
      ...(nation && { nation }),
    });
  }

  return new Hono()
    .get('/back', () => door({ problem: null }))
    .get('/back/note.ics', (c) => calendarNote(c.req.query('on') ?? '', kith.clock.now()))
    .post('/back', async (c) => {
      try {
        return await answer(c);
      } catch (error) {
        if (error instanceof RateLimited) return tooMuch(error);
        if (error instanceof NotFound) return door({ problem: WRONG });
        if (error instanceof UnreadableForm)
          return page({ content: <ClosedDoor message={error.message} />, status: error.status });
        throw error;
      }
    });
}

/** Makes what the door sends unlike what it sent before, so that the browser's "send again" is told from typing again. */
function newVisit(kith: Kith): string {
  return `${kith.clock.now().getTime()}.${randomUUID()}`;
}

/**
 * Whether a browser sends again what it sent from a page that somebody has left since: on a shared phone that is Back and
 * Reload, by anybody. A download is no page to go back to.
 */
async function isSentAgain(kith: Kith, fields: URLSearchParams, act: string): Promise<boolean> {
  const visit = fields.get('visit');
  if (visit !== null && kith.clock.now().getTime() - Number.parseInt(visit, 10) > DOOR_OPEN_MS) return true;
  if ((visit === null && !fields.has('pass')) || act.startsWith('download')) return false;
  return wasAnsweredBefore(kith, fields.toString());
}

/** @throws {RateLimited} too many tries */
async function whoComes(kith: Kith, fields: URLSearchParams, addressHash: string): Promise<PersonViewer | null> {
  const pass = fields.get('pass');
  if (pass !== null) return personFromPass(kith, pass);
  const token = fields.get('token');
  if (token === null || token === '') return personFromCode(kith, fields.get('code') ?? '', addressHash);
  const viewer = await personFromLink(kith, token);
  if (!viewer) return null;
  return (await knowsSecondHalf(kith, viewer, fields.get('half') ?? '', addressHash)) ? viewer : null;
}

const changes = { 'change-words': 1, 'change-wishes': 2, 'change-reach': 3 } as const;

function isChange(act: string): act is keyof typeof changes {
  return Object.hasOwn(changes, act);
}

async function change(kith: Kith, viewer: PersonViewer, act: keyof typeof changes, draft: AskDraft): Promise<Done> {
  const input = toInput(draft);
  const [changed, what] = {
    'change-words': [{ words: draft.words }, { words: input.words }] as const,
    'change-wishes': [{ wishes: draft.wishes }, { wishes: draft.wishes.flatMap(knownWish) }] as const,
    'change-reach': [reachOf(draft), { reach: input.reach, outwardCode: input.outwardCode }] as const,
  }[act];
  const problems = problemsOf(draft, askTexts.problems).filter(({ field }) => stepOf(field) === changes[act]);
  if (problems.length > 0) return { problems, changed };
  try {
    await peers.changeMyRequest(kith, viewer, what);
    return { notice: 'Saved.' };
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return { problems: [{ field: fieldOf(error.field, draft), message: error.message }], changed };
  }
}

function reachOf(draft: AskDraft): Partial<AskDraft> {
  const { words: _words, wishes: _wishes, consents: _consents, ...reach } = draft;
  return reach;
}

/** What somebody was saving when their pass ran out: it goes on once they have shown their words again. */
function unsavedIn(fields: URLSearchParams): Unsaved {
  return [...fields].filter(([name]) => !['pass', 'visit', 'token', 'half', 'code', 'pin'].includes(name));
}
