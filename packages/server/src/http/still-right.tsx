import { ClosedDoor } from '@kith/connect/ClosedDoor.tsx';
import { type Context, Hono } from 'hono';
import type { ProviderCheck, SuggestedField } from '../../generated/prisma/enums.ts';
import { InvalidInput, RateLimited } from '../errors.ts';
import type { Kith } from '../kith.ts';
import { dayInWords } from '../modules/peers/promise-clock.ts';
import { takeFrom } from '../modules/safety/limits.ts';
import {
  answerCheck,
  type CheckedService,
  type OpenCheck,
  openCheck,
  stopAsking,
} from '../modules/upkeep/freshness/provider-checking.ts';
import { fieldLabels, longest, STEWARD_TIMEZONE } from '../modules/upkeep/suggestions/suggestion-rules.ts';
import { readConnectFiles } from './connect-files.ts';
import { homeNation } from './nation.ts';
import { readForm, UnreadableForm } from './person-form.ts';
import { answerPage, type PersonPage } from './person-page.tsx';
import { addressOf } from './same-origin.ts';

const TITLE = 'Is it still right?';

const said: Readonly<Record<ProviderCheck, string>> = {
  STILL_RIGHT: 'You said: it is still right.',
  CHANGE: 'You suggested a change. A person looks at it within three working days, and puts it right if they can.',
  CLOSED: 'You said: it does not run any more. People do not find it now.',
  CLOSED_FOR_NOW: 'You said: it is closed for now. People do not find it until you say that it is right again.',
};
const answers = Object.keys(said) as ProviderCheck[];

/**
 * /still-right/<token>: where a service says whether its entry is right, from a link in its mail. No sign-in, no script.
 * Opening a link changes nothing, since mail programs open links by themselves: a button does.
 */
export function stillRightPages(kith: Kith): Hono {
  const files = readConnectFiles(kith);
  const page = async (content: PersonPage['content'], more: Partial<PersonPage> = {}) =>
    answerPage({ title: TITLE, nation: await homeNation(kith), files, content, ...more });
  const notOpen = () => page(<NotOpen />, { status: 404 });

  async function answered(c: Context, handle: (token: string) => Promise<Response>): Promise<Response> {
    try {
      await takeFrom(kith, 'search', addressOf(kith, c));
      return await handle(c.req.param('token') ?? '');
    } catch (error) {
      if (error instanceof RateLimited) {
        const headers = { 'retry-after': String(error.retryAfterSeconds) };
        return page(<ClosedDoor message={error.message} />, { status: 429, headers });
      }
      if (error instanceof UnreadableForm)
        return page(<ClosedDoor message={error.message} />, { status: error.status });
      throw error;
    }
  }

  return new Hono()
    .get('/still-right/:token', (c) =>
      answered(c, async (token) => {
        const check = await openCheck(kith, token);
        return check ? page(<Check check={check} />) : notOpen();
      }),
    )
    .post('/still-right/:token', (c) =>
      answered(c, async (token) => {
        const form = await readForm(c);
        const service = form.get('service');
        try {
          if (form.get('answer') === 'STOP') return (await stopAsking(kith, token)) ? page(<Stopped />) : notOpen();
          const answer = answers.find((one) => one === form.get('answer'));
          if (!answer) throw new InvalidInput('Press one of the buttons.');
          const check = await answerCheck(kith, token, {
            serviceId: service === 'all' ? null : (service ?? ''),
            answer,
            field: Object.keys(fieldLabels).find((one) => one === form.get('field')) as SuggestedField | undefined,
            words: form.get('words'),
          });
          return check ? page(<Check check={check} isSaved />) : notOpen();
        } catch (error) {
          if (!(error instanceof InvalidInput)) throw error;
          const check = await openCheck(kith, token);
          if (!check) return notOpen();
          const problem = { service, message: error.message, words: form.get('words') ?? '', field: form.get('field') };
          return page(<Check check={check} problem={problem} />, {
            status: 400,
            title: `Something to put right: ${TITLE}`,
          });
        }
      }),
    );
}

interface ToPutRight {
  service: string | null;
  message: string;
  words: string;
  field: string | null;
}

function Check({ check, isSaved, problem }: { check: OpenCheck; isSaved?: boolean; problem?: ToPutRight }) {
  const { services } = check;
  return (
    <>
      <h1>{TITLE}</h1>
      {isSaved && (
        <p role="status">
          <strong>Thank you. It is saved.</strong> You can close this page, or change your answer until{' '}
          {dayInWords(STEWARD_TIMEZONE, check.expiresAt)}.
        </p>
      )}
      {problem && !services.some(({ id }) => id === problem.service) && (
        <p class="problem" role="alert">
          {problem.message}
        </p>
      )}
      {!isSaved && !problem && (
        <p>
          This is what people read about you in the directory. Nothing is saved until you press a button. You need no
          account.
        </p>
      )}
      {services.length > 1 && (
        // Posts to its own address: the token stays where it is.
        <form method="post" class="step">
          <input type="hidden" name="service" value="all" />
          <p>
            <button type="submit" name="answer" value="STILL_RIGHT" class="button primary">
              All {services.length} are still right
            </button>
          </p>
        </form>
      )}
      {services.map((service) => (
        <Entry key={service.id} service={service} problem={problem?.service === service.id ? problem : undefined} />
      ))}
      <h2>No more letters</h2>
      {check.hasStopped ? (
        <p>We do not write to this address any more.</p>
      ) : (
        <form method="post">
          <p>
            <button type="submit" name="answer" value="STOP" class="button">
              Please do not write to us again
            </button>
          </p>
        </form>
      )}
    </>
  );
}

function Entry({ service, problem }: { service: CheckedService; problem?: ToPutRight | undefined }) {
  const { id } = service;
  return (
    <section aria-labelledby={`s-${id}`}>
      <h2 id={`s-${id}`} dir="auto">
        {service.name}
      </h2>
      {service.answer && <p class="hint">{said[service.answer]}</p>}
      <dl class="strip">
        {service.facts.map(({ name, words }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{words}</dd>
          </div>
        ))}
      </dl>
      <form method="post" class="step">
        <input type="hidden" name="service" value={id} />
        <p class="buttons">
          <button type="submit" name="answer" value="STILL_RIGHT" class="button primary">
            It is still right<span class="unseen">: {service.name}</span>
          </button>{' '}
          <button type="submit" name="answer" value="CLOSED_FOR_NOW" class="button">
            It is closed for now<span class="unseen">: {service.name}</span>
          </button>{' '}
          <button type="submit" name="answer" value="CLOSED" class="button">
            It does not run any more<span class="unseen">: {service.name}</span>
          </button>
        </p>
      </form>
      <details open={problem !== undefined}>
        <summary>
          Change something<span class="unseen"> about {service.name}</span>
        </summary>
        <form method="post" class="step">
          <input type="hidden" name="service" value={id} />
          <div class="field">
            <label for={`field-${id}`}>What is not right?</label>
            <select id={`field-${id}`} name="field">
              {Object.entries(fieldLabels)
                .filter(([value]) => value !== 'CLOSED')
                .map(([value, label]) => (
                  <option key={value} value={value} selected={problem?.field === value}>
                    {label}
                  </option>
                ))}
            </select>
          </div>
          <div class="field">
            <label for={`words-${id}`}>What should it say?</label>
            {problem && (
              <p class="problem" id={`words-${id}-problem`}>
                {problem.message}
              </p>
            )}
            <textarea
              id={`words-${id}`}
              name="words"
              rows={3}
              maxLength={longest.words}
              aria-describedby={problem && `words-${id}-problem`}
              aria-invalid={problem ? true : undefined}
              autofocus={problem !== undefined}
            >
              {problem?.words ?? ''}
            </textarea>
          </div>
          <p>
            <button type="submit" name="answer" value="CHANGE" class="button">
              Send this change
            </button>
          </p>
        </form>
      </details>
    </section>
  );
}

function Stopped() {
  return (
    <>
      <h1>We will not write again</h1>
      <p>Your entries stay in the directory. Anybody can still say on its pages what is not right.</p>
    </>
  );
}

/** One page for whatever was wrong: unknown, mistyped, expired, moved to another address. */
function NotOpen() {
  return (
    <>
      <h1>This link is not open</h1>
      <p>It may have ended, or a part of it is missing. There is nothing that you need to do.</p>
    </>
  );
}
