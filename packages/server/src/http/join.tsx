import { randomUUID } from 'node:crypto';
import type { Problem } from '@kith/connect/ask-problems.ts';
import { ClosedDoor } from '@kith/connect/ClosedDoor.tsx';
import { FieldProblem, Problems } from '@kith/connect/Problems.tsx';
import { TextField } from '@kith/connect/TextField.tsx';
import { type Context, Hono } from 'hono';
import { InvalidInput, RateLimited } from '../errors.ts';
import type { Kith } from '../kith.ts';
import { applicationConsent, longest } from '../modules/people/applications/application-rules.ts';
import { applyToJoin } from '../modules/people/applications/applying.ts';
import { takeFrom } from '../modules/safety/limits.ts';
import { readConnectFiles } from './connect-files.ts';
import { homeNation } from './nation.ts';
import { readForm, UnreadableForm } from './person-form.ts';
import { answerPage, type PersonPage } from './person-page.tsx';
import { addressOf } from './same-origin.ts';

const TITLE = 'Becoming a peer advocate';
const MOST_TEAMS = 12;

/** What is in the form: as typed, so that nothing is lost when something has to be put right. */
interface Draft {
  name: string;
  channel: string;
  reach: string;
  words: string;
  experiences: string;
  team: string;
  consent: string;
  key: string;
}

const channels = [
  ['EMAIL', 'By e-mail'],
  ['PHONE', 'By phone'],
  ['POST', 'By letter'],
] as const;

/** /join: asking to become a peer advocate. One page, complete without a script. */
export function joinPages(kith: Kith): Hono {
  const files = readConnectFiles(kith);
  const page = async (more: Pick<PersonPage, 'content'> & Partial<PersonPage>) =>
    answerPage({ title: TITLE, nation: await homeNation(kith), files, script: 'sent', ...more });

  async function form(draft: Draft, problems: Problem[], more: Partial<PersonPage> = {}): Promise<Response> {
    const teams = await kith.db.team.findMany({
      select: { id: true, name: true },
      orderBy: { id: 'asc' },
      take: MOST_TEAMS,
    });
    if (teams.length === 0)
      return page({ content: <ClosedDoor message="No team looks for advocates here yet." />, status: 404 });
    return page({
      title: problems.length > 0 ? `Something to put right: ${TITLE}` : TITLE,
      content: <JoinForm teams={teams} draft={draft} problems={problems} />,
      status: problems.length > 0 ? 400 : 200,
      ...more,
    });
  }

  async function take(c: Context): Promise<Response> {
    const draft = readDraft(await readForm(c));
    const missing = missingIn(draft);
    if (missing.length > 0) return form(draft, missing);
    try {
      await takeFrom(kith, 'apply', addressOf(kith, c));
      const team = await applyToJoin(kith, {
        ...draft,
        formKey: draft.key,
        teamId: draft.team,
        consentVersion: draft.consent,
      });
      return page({ content: <Thanks name={draft.name.trim()} team={team} />, isSent: true });
    } catch (error) {
      if (error instanceof RateLimited) {
        const headers = { 'retry-after': String(error.retryAfterSeconds) };
        return form(draft, [{ field: '', message: `Not sent. ${error.message}` }], { status: 429, headers });
      }
      if (error instanceof InvalidInput) return form(draft, [{ field: error.field ?? '', message: error.message }]);
      throw error;
    }
  }

  return new Hono()
    .get('/join', () => form(readDraft(new URLSearchParams()), []))
    .post('/join', async (c) => {
      try {
        return await take(c);
      } catch (error) {
        if (!(error instanceof UnreadableForm)) throw error;
        return page({ content: <ClosedDoor message={error.message} />, status: error.status });
      }
    });
}

/** All of what is missing at once, so that nobody sends five times. */
function missingIn(draft: Draft): Problem[] {
  const needed: [keyof Draft, string][] = [
    ['words', 'Write a sentence or two about why you would like to.'],
    ['team', 'Choose a team.'],
    ['name', 'Write what we should call you.'],
    ['channel', 'Choose how we can reach you.'],
    ['reach', 'Write the address or number for that.'],
    ['consent', 'Tick the box, so that we may read what you wrote.'],
  ];
  return needed.filter(([field]) => draft[field].trim() === '').map(([field, message]) => ({ field, message }));
}

function readDraft(fields: URLSearchParams): Draft {
  const text = (name: string) => fields.get(name) ?? '';
  const key = text('key');
  return {
    name: text('name'),
    channel: text('channel'),
    reach: text('reach'),
    words: text('words'),
    experiences: text('experiences'),
    team: text('team'),
    consent: text('consent'),
    key: /^[\w-]{16,64}$/.test(key) ? key : randomUUID(),
  };
}

function JoinForm({
  teams,
  draft,
  problems,
}: {
  teams: readonly { id: string; name: string }[];
  draft: Draft;
  problems: Problem[];
}) {
  const [only] = teams.length === 1 ? teams : [];
  return (
    <form method="post" action="/join" class="stack" noValidate>
      {problems.length > 0 && <Problems title="Something to put right" problems={problems} />}
      <h1>{TITLE}</h1>
      <p>
        A peer advocate is somebody who has been there, and goes with others who are there now. You learn with us first,
        then beside somebody, then by yourself. You need no certificate.
      </p>
      <p>
        The coordinators of the team you choose read this, and nobody else. A person answers you, whatever the answer
        is. Please do not write about your health: we do not ask, and we do not need it.
      </p>
      <input type="hidden" name="key" value={draft.key} />
      <TextField
        name="words"
        label="Why would you like to?"
        hint="In your own words. A sentence or two is enough."
        value={draft.words}
        problems={problems}
        maxLength={longest.words}
        rows={6}
        autocomplete="off"
      />
      <TextField
        name="experiences"
        label="What have you lived through that others may share? (optional)"
        hint="For example: looking after somebody, losing a home, coming to a new country. Only what you want to say."
        value={draft.experiences}
        problems={problems}
        maxLength={longest.experiences}
        rows={3}
        autocomplete="off"
      />
      {only ? (
        <input type="hidden" name="team" value={only.id} />
      ) : (
        <Choice
          legend="Which team?"
          name="team"
          chosen={draft.team}
          problems={problems}
          options={teams.map(({ id, name }) => [id, name.replace(/^the /, 'The ')] as const)}
        />
      )}
      <TextField
        name="name"
        label="What should we call you?"
        value={draft.name}
        problems={problems}
        maxLength={80}
        autocomplete="name"
        autocapitalize="words"
      />
      <Choice
        legend="How can we reach you?"
        name="channel"
        chosen={draft.channel}
        problems={problems}
        options={channels}
      />
      <TextField
        name="reach"
        label="The address or number for that"
        value={draft.reach}
        problems={problems}
        maxLength={longest.post}
        rows={2}
        autocomplete="off"
      />
      <fieldset class="choices" id="consent">
        <legend>Your yes</legend>
        <FieldProblem problems={problems} field="consent" />
        <label class="choice">
          <input
            type="checkbox"
            name="consent"
            value={applicationConsent.version}
            checked={draft.consent === applicationConsent.version}
          />{' '}
          <span>{applicationConsent.text}</span>
        </label>
      </fieldset>
      <div>
        <button type="submit" class="button primary">
          Send to the team
        </button>
      </div>
    </form>
  );
}

function Choice({
  legend,
  name,
  options,
  chosen,
  problems,
}: {
  legend: string;
  name: string;
  options: readonly (readonly [string, string])[];
  chosen: string;
  problems: Problem[];
}) {
  return (
    <fieldset class="choices" id={name}>
      <legend>{legend}</legend>
      <FieldProblem problems={problems} field={name} />
      {options.map(([value, label]) => (
        <label key={value} class="choice">
          <input type="radio" name={name} value={value} checked={chosen === value} /> <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Thanks({ name, team }: { name: string; team: string }) {
  return (
    <>
      <h1>Thank you, {name}</h1>
      <p>It has arrived. A coordinator of {team} reads it and answers you. It is a person who answers, not a form.</p>
      <p>If you gave an e-mail address, a short letter says that it has arrived. It does not say what it is about.</p>
      <p>
        If you do not hear from us, or would like it erased, ask the team. Meanwhile you can{' '}
        <a href="/find">look at groups and places</a>.
      </p>
    </>
  );
}
