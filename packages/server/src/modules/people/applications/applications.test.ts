import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { deliverLetters } from '../../../infra/delivery.ts';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { fromElsewhere } from '../../../testing/peers.ts';
import { anAdvocate, aSession, aStaffMember, aTeam } from '../../../testing/people.ts';
import { jobs } from '../jobs.ts';
import { letters } from '../letters.ts';
import { applicationConsent } from './application-rules.ts';

const DAY_MS = 24 * 60 * 60_000;
const WORDS = 'People sat with me when nobody had to. Saffron-canary.';
const OPEN = `query Open($id: ID!) { application(id: $id) {
  line { name status followUpOn isFollowUpDue } words experiences channel reach answer contact offers } }`;

let app: TestApp;
let teamId: string;
let coordinator: Awaited<ReturnType<typeof aStaffMember>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
});
afterAll(() => app.close());
beforeEach(async () => {
  teamId = (await aTeam(app)).id;
  coordinator = await aStaffMember(app, { roles: ['COORDINATOR'], teamId, name: 'Ruth Okafor' });
  // What the test before left in the outbox.
  await deliverLetters(app.kith, letters);
  app.letters.length = 0;
});

function send(fields: Record<string, string>, headers: Record<string, string> = fromElsewhere()) {
  const body = new URLSearchParams({
    key: crypto.randomUUID(),
    team: teamId,
    name: 'Ana Silva',
    channel: 'EMAIL',
    reach: 'ana@example.org',
    words: WORDS,
    experiences: '',
    consent: applicationConsent.version,
    ...fields,
  });
  return app.fetch(
    new Request('http://localhost:4000/join', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body,
    }),
  );
}

async function anApplication(fields: Record<string, string> = {}): Promise<string> {
  expect((await send(fields)).status).toBe(200);
  const { data } = await app.run<{ applications: { id: string }[] }>(
    '{ applications { id } }',
    {},
    coordinator.headers,
  );
  return data?.applications.at(-1)?.id ?? '';
}

async function act(name: string, input: Record<string, unknown>, headers = coordinator.headers) {
  const type = ['recordFollowUp', 'eraseApplication'].includes(name)
    ? 'ApplicationInput'
    : `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await app.run<{ answer: Record<string, unknown> }>(
    `mutation Act($input: ${type}!) { answer: ${name}(input: $input) { __typename
      ... on ChangeApplicationPayload { application { line { status followUpOn } offers contact } }
      ... on InvalidInput { field message } ... on UserError { message } } }`,
    { input },
    headers,
  );
  if (!data) return { errors: JSON.stringify(errors) };
  return data.answer;
}

const notThisTime = (applicationId: string, more: Record<string, unknown> = {}) => ({
  applicationId,
  words: 'Dear Ana, this spring we have nobody free to go along with you, and we would like to keep in touch.',
  contactId: coordinator.accountId,
  offers: ['TRAINING', 'A_GROUP'],
  followUpOn: '2026-12-14',
  ...more,
});

it('is a whole form without a script, and asks nothing about health', async () => {
  const response = await app.fetch(new Request('http://localhost:4000/join'));
  const html = await response.text();
  expect(response.status).toBe(200);
  expect(html).toMatch(/<form[^>]*action="\/join"/);
  expect(html).not.toMatch(/diagnos|date of birth|medication|gender/i);
});

it('keeps what was typed when something is missing, and says what', async () => {
  const response = await send({ consent: '', words: WORDS });
  expect(response.status).toBe(400);
  const html = await response.text();
  expect(html).toContain('Saffron-canary');
  expect(html).toContain('Tick the box');
});

it('takes the same form once, and five in an hour from one address', async () => {
  const key = crypto.randomUUID();
  const headers = fromElsewhere();
  for (let n = 0; n < 5; n++) expect((await send({ key }, headers)).status).toBe(200);
  expect((await send({ key }, headers)).status).toBe(429);
  const { data } = await app.run<{ applications: unknown[] }>('{ applications { id } }', {}, coordinator.headers);
  expect(data?.applications).toHaveLength(1);
});

it('says by e-mail that it has arrived, without a word of what it is about, once a day to one address', async () => {
  const reach = `ana.${crypto.randomUUID()}@example.org`;
  await anApplication({ reach, name: 'Call 0900 now' });
  await anApplication({ reach: reach.toUpperCase() });
  await anApplication({ channel: 'PHONE', reach: '01632 960123' });
  await deliverLetters(app.kith, letters);
  expect(app.letters).toHaveLength(1);
  expect(app.letters[0]).toMatchObject({ to: reach, subject: 'An update for you' });
  const text = JSON.stringify(app.letters);
  expect(text).toContain('We have what you sent.');
  expect(text).not.toMatch(/peer|advocate|Saffron|0900|Riverside|apply|application/i);
});

it('is read by the coordinators of that team alone, and reading is written down', async () => {
  const id = await anApplication();
  const other = await aStaffMember(app, { roles: ['COORDINATOR'], teamId: (await aTeam(app, 'Hillside')).id });
  const advocate = await anAdvocate(app, { teamId });
  const editor = await aStaffMember(app, { roles: ['PARTNER_EDITOR', 'ADMINISTRATOR'], teamId });
  for (const { headers } of [other, advocate, editor, { headers: {} }]) {
    expect((await app.run(OPEN, { id }, headers)).data).toEqual({ application: null });
    expect((await app.run('{ applications { id } }', {}, headers)).data).toEqual({ applications: [] });
  }
  expect((await app.run(OPEN, { id }, coordinator.headers)).data).toMatchObject({
    application: {
      words: WORDS,
      channel: 'EMAIL',
      reach: 'ana@example.org',
      line: { name: 'Ana Silva', status: 'NEW' },
    },
  });
  const read = await app.kith.db.auditEvent.count({
    where: { actorId: coordinator.accountId, action: 'read application' },
  });
  expect(read).toBe(1);
  for (const name of ['sayNotThisTime', 'inviteToTalk', 'eraseApplication', 'recordFollowUp'] as const) {
    const input =
      name === 'sayNotThisTime'
        ? notThisTime(id)
        : { applicationId: id, ...(name === 'inviteToTalk' && { words: 'Ana' }) };
    expect(await act(name, input, other.headers)).toMatchObject({ __typename: 'NotFound' });
  }
});

it.each([
  ['nobody to turn to', { contactId: 'x' }, 'contactId'],
  ['nothing else offered', { offers: [] }, 'offers'],
  ['no day', { followUpOn: '2026-11-23' }, 'followUpOn'],
  ['no name in the words', { words: 'We regret to inform you.' }, 'words'],
])('cannot say "not this time" with %s', async (_what, more, field) => {
  const id = await anApplication();
  expect(await act('sayNotThisTime', notThisTime(id, more))).toMatchObject({ __typename: 'InvalidInput', field });
  const { data } = await app.run(OPEN, { id }, coordinator.headers);
  expect(data).toMatchObject({ application: { line: { status: 'NEW' } } });
  await deliverLetters(app.kith, letters);
  expect(app.letters).toEqual([]);
});

it('cannot be put into the database without support either', async () => {
  await anApplication();
  const wrong = app.kith.database.pool.query(
    `UPDATE peer_application SET status = 'NOT_THIS_TIME' WHERE team_id = $1`,
    [teamId],
  );
  await expect(wrong).rejects.toThrow(/no_without_support/);
});

it('says "not this time" by name, with who is there, what else there is and a day; and remembers the day', async () => {
  const id = await anApplication();
  expect(await act('sayNotThisTime', notThisTime(id))).toMatchObject({
    application: { line: { status: 'NOT_THIS_TIME', followUpOn: '2026-12-14' }, contact: 'Ruth Okafor' },
  });
  expect(await act('sayNotThisTime', notThisTime(id))).toMatchObject({ __typename: 'InvalidInput' });
  await deliverLetters(app.kith, letters);
  expect(app.letters).toHaveLength(1);
  const [letter] = app.letters;
  expect(letter).toMatchObject({ to: 'ana@example.org', subject: 'An update for you' });
  for (const part of ['Dear Ana', 'training or a course', 'Ruth Okafor', 'Monday 14 December'])
    expect(letter?.text).toContain(part);
  app.clock.advance(21 * DAY_MS);
  const headers = await aSession(app, coordinator.accountId);
  const { data } = await app.run(OPEN, { id }, headers);
  expect(data).toMatchObject({ application: { line: { isFollowUpDue: true } } });
  expect(await act('recordFollowUp', { applicationId: id }, headers)).toMatchObject({
    application: { line: { followUpOn: null } },
  });
  app.clock.advance(-21 * DAY_MS);
});

it('turns a yes into an invitation to the team', async () => {
  const id = await anApplication();
  expect(await act('sayYesToApplication', { applicationId: id })).toMatchObject({
    application: { line: { status: 'INVITED' } },
  });
  const { data } = await app.run('{ invitations { name email roles } }', {}, coordinator.headers);
  expect(data).toEqual({ invitations: [{ name: 'Ana Silva', email: 'ana@example.org', roles: ['ADVOCATE'] }] });
});

it('asks for an address when somebody who gave a phone number is invited', async () => {
  const id = await anApplication({ channel: 'PHONE', reach: '07700 900123' });
  expect(await act('sayYesToApplication', { applicationId: id })).toMatchObject({
    __typename: 'InvalidInput',
    field: 'email',
  });
});

it('keeps no word in clear, and destroys the key after twelve months or when somebody asks', async () => {
  const id = await anApplication();
  const rows = async () =>
    JSON.stringify((await app.kith.database.pool.query('SELECT a::text AS row FROM peer_application a')).rows);
  expect(await rows()).not.toContain(Buffer.from('Saffron').toString('hex'));
  expect(await rows()).not.toContain('Saffron');
  expect(app.logged()).not.toContain('Saffron');
  expect(await act('eraseApplication', { applicationId: id })).toMatchObject({
    __typename: 'ChangeApplicationPayload',
  });
  await anApplication();
  app.clock.advance(366 * DAY_MS);
  for (const job of jobs) await job.run(app.kith);
  app.clock.advance(-366 * DAY_MS);
  expect(await app.kith.db.peerApplication.count({ where: { dataKey: { not: null } } })).toBe(0);
});
