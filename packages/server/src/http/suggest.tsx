import { randomUUID } from 'node:crypto';
import type { Problem } from '@kith/connect/ask-problems.ts';
import { ClosedDoor } from '@kith/connect/ClosedDoor.tsx';
import { FieldProblem, Problems } from '@kith/connect/Problems.tsx';
import { TextField } from '@kith/connect/TextField.tsx';
import { calmName } from '@kith/ui/calm-name.ts';
import { type Context, Hono } from 'hono';
import type { SuggestedField } from '../../generated/prisma/enums.ts';
import { InvalidInput, NotFound, RateLimited } from '../errors.ts';
import type { Kith } from '../kith.ts';
import { dayInWords } from '../modules/peers/promise-clock.ts';
import { IdempotencyConflict } from '../modules/peers/rules.ts';
import { dueAfter, findOpenService, suggestServiceChange } from '../modules/upkeep/suggestions/suggesting.ts';
import { fieldLabels, longest, STEWARD_TIMEZONE } from '../modules/upkeep/suggestions/suggestion-rules.ts';
import { readConnectFiles } from './connect-files.ts';
import { homeNation } from './nation.ts';
import { readForm, UnreadableForm } from './person-form.ts';
import { answerPage, type PersonPage } from './person-page.tsx';
import { addressOf } from './same-origin.ts';

const TITLE = 'Suggest a change';

/** What is in the form: as typed, so that nothing is lost when something has to be put right. */
interface Draft {
  service: string;
  field: string;
  words: string;
  why: string;
  email: string;
  key: string;
}

/** /suggest?service=…: what is not right about a service, from anybody. One page, complete without a script. */
export function suggestPages(kith: Kith): Hono {
  const files = readConnectFiles(kith);
  const page = async (more: Pick<PersonPage, 'content'> & Partial<PersonPage>) =>
    answerPage({ title: TITLE, nation: await homeNation(kith), files, script: 'sent', ...more });
  const gone = () =>
    page({ content: <ClosedDoor message="This service is not in the directory. It may have ended." />, status: 404 });

  async function form(draft: Draft, problems: Problem[], more: Partial<PersonPage> = {}): Promise<Response> {
    const service = await findOpenService(kith, draft.service);
    if (!service) return gone();
    const answeredBy = dayInWords(STEWARD_TIMEZONE, dueAfter(kith.clock.now()));
    return page({
      title: problems.length > 0 ? `Something to put right: ${TITLE}` : TITLE,
      content: <SuggestForm name={calmName(service.name)} answeredBy={answeredBy} draft={draft} problems={problems} />,
      status: problems.length > 0 ? 400 : 200,
      ...more,
    });
  }

  async function take(c: Context): Promise<Response> {
    const draft = readDraft(await readForm(c));
    const field = Object.keys(fieldLabels).find((one) => one === draft.field) as SuggestedField | undefined;
    if (!field) return form(draft, [{ field: 'field', message: 'Choose what is not right.' }]);
    try {
      const receipt = await suggestServiceChange(
        kith,
        { partner: null, addressHash: addressOf(kith, c) },
        { ...draft, field, idempotencyKey: draft.key, serviceId: draft.service },
      );
      const answeredBy = dayInWords(STEWARD_TIMEZONE, receipt.dueAt);
      return page({ content: <Thanks answeredBy={answeredBy} willHear={receipt.willHear} />, isSent: true });
    } catch (error) {
      if (error instanceof NotFound) return gone();
      if (error instanceof RateLimited) {
        const headers = { 'retry-after': String(error.retryAfterSeconds) };
        return form(draft, [{ field: '', message: `Not sent. ${error.message}` }], { status: 429, headers });
      }
      if (error instanceof InvalidInput) return form(draft, [{ field: error.field ?? '', message: error.message }]);
      // Sent before, then changed: that is another suggestion.
      if (error instanceof IdempotencyConflict)
        return form({ ...draft, key: randomUUID() }, [
          { field: '', message: 'You sent this before with other words. Press the button again to send these too.' },
        ]);
      throw error;
    }
  }

  return new Hono()
    .get('/suggest', (c) => form(readDraft(new URL(c.req.url).searchParams), []))
    .post('/suggest', async (c) => {
      try {
        return await take(c);
      } catch (error) {
        if (!(error instanceof UnreadableForm)) throw error;
        return page({ content: <ClosedDoor message={error.message} />, status: error.status });
      }
    });
}

function readDraft(fields: URLSearchParams): Draft {
  const text = (name: string) => fields.get(name) ?? '';
  const key = text('key');
  return {
    service: text('service'),
    field: text('field'),
    words: text('words'),
    why: text('why'),
    email: text('email'),
    key: /^[\w-]{16,64}$/.test(key) ? key : randomUUID(),
  };
}

function SuggestForm({
  name,
  answeredBy,
  draft,
  problems,
}: {
  name: string;
  answeredBy: string;
  draft: Draft;
  problems: readonly Problem[];
}) {
  return (
    <form method="post" action="/suggest" class="stack" noValidate>
      {problems.length > 0 && <Problems title="Something to put right" problems={problems} />}
      <h1>Suggest a change</h1>
      <p>
        About <strong dir="auto">{name}</strong>. A person looks at it by {answeredBy}, and puts it right or tells you
        why not, if you leave an address. Please write nothing about yourself or about other people.
      </p>
      <input type="hidden" name="service" value={draft.service} />
      <input type="hidden" name="key" value={draft.key} />
      <fieldset class="choices" id="field">
        <legend>What is not right?</legend>
        <FieldProblem problems={problems} field="field" />
        {Object.entries(fieldLabels).map(([value, label]) => (
          <label key={value} class="choice">
            <input type="radio" name="field" value={value} checked={draft.field === value} /> <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <TextField
        name="words"
        label="What should it say?"
        hint="A few words are enough. You can leave this empty when it does not run any more."
        value={draft.words}
        problems={problems}
        maxLength={longest.words}
        rows={4}
        autocomplete="off"
      />
      <TextField
        name="why"
        label="How do you know? (optional)"
        hint="For example: I go there, or their web page says so."
        value={draft.why}
        problems={problems}
        maxLength={longest.why}
        autocomplete="off"
      />
      <TextField
        name="email"
        type="email"
        inputMode="email"
        label="Your e-mail address, to hear what became of it (optional)"
        hint="We write once, without the name of the service. Then your address is erased, and after 90 days at the latest."
        value={draft.email}
        problems={problems}
        maxLength={longest.email}
        autocomplete="email"
        autocapitalize="off"
      />
      <div>
        <button type="submit" class="button primary" id="send">
          Send to the people who keep the directory
        </button>
      </div>
    </form>
  );
}

function Thanks({ answeredBy, willHear }: { answeredBy: string; willHear: boolean }) {
  return (
    <>
      <h1>Thank you</h1>
      <p>
        It has arrived. A person looks at it by {answeredBy}.{' '}
        {willHear ? 'You will hear what became of it.' : 'You left no address, so nobody will write to you.'}
      </p>
      <p>
        <a href="/find">Look at groups and places</a>
      </p>
    </>
  );
}
