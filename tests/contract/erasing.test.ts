import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DataKey, unseal } from '../../packages/server/src/infra/crypto.ts';
import { applicationConsent } from '../../packages/server/src/modules/people/applications/application-rules.ts';
import { agreeTogether, PROPOSE_AGREEMENT, saveCard } from '../../packages/server/src/testing/agreements.ts';
import { createTestApp, type TestApp } from '../../packages/server/src/testing/app.ts';
import { raise, seeThrough } from '../../packages/server/src/testing/concerns.ts';
import { aServiceToAsk, aSharedHistory } from '../../packages/server/src/testing/doing.ts';
import { aPersonAsks, aTeamReady, introduce, NUMBER, sayYes } from '../../packages/server/src/testing/peers.ts';
import { anAdvocate, aStaffMember } from '../../packages/server/src/testing/people.ts';
import { QuietBrowser } from '../../packages/server/src/testing/person.ts';

// Looks at every column of every table there is, so that a table of tomorrow that is forgotten when somebody erases what
// they wrote fails here: either nothing fills it (the first test), or something of it is left (the others).

/** Bytes that are no words: hashes, keys, seals, packages of open data, and files of a directory that a steward brought. Everything else in bytes must have been sealed, and filled here. */
const NO_WORDS =
  /(_hash|_digest|data_key)$|^audit_(event|head)\.seal$|^rate_limit\.|\.hash$|^export_chunk\.bytes$|^import_upload\.content$/;

type Headers = Record<string, string>;
interface Place {
  table: string;
  column: string;
}
type Row = Record<string, unknown>;

let app: TestApp;
let team: Awaited<ReturnType<typeof aTeamReady>>;
let mine: Awaited<ReturnType<typeof aPersonAsks>>;
let theirs: Awaited<ReturnType<typeof aPersonAsks>>;
/** Every key there ever was, by the row it belongs to. */
const keys = new Map<string, DataKey>();
/** Everything that was written, as it reads. */
let written = new Set<string>();
let filled = new Set<string>();

/** Runs a mutation and fails when it was refused. */
async function does(headers: Headers, call: string): Promise<void> {
  const { data, errors } = await app.run<{ answer: { __typename: string; message?: string } }>(
    `mutation { answer: ${call} { __typename ... on UserError { message } } }`,
    {},
    headers,
  );
  if (!data?.answer.__typename.endsWith('Payload')) throw new Error(`${call}: ${JSON.stringify(errors ?? data)}`);
}

async function columns(type: 'bytea' | 'text'): Promise<Place[]> {
  const types = type === 'bytea' ? ['bytea'] : ['text', 'character varying', 'ARRAY', 'json', 'jsonb'];
  return app.kith.db.$queryRaw<Place[]>`
    SELECT table_schema || '.' || table_name AS table, column_name AS column FROM information_schema.columns
    WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND data_type = ANY(${types}) ORDER BY 1, 2`;
}

async function rowsOf(table: string): Promise<Row[]> {
  const [schema, name] = table.split('.');
  return app.kith.db.$queryRawUnsafe<Row[]>(`SELECT * FROM "${schema}"."${name}"`);
}

/** Where a value may say that it stands: seals name the row by its id, or by what its key is made of. */
function placesOf(row: Row): string[] {
  const ids = Object.values(row).filter((value): value is string => typeof value === 'string' && value.length < 50);
  return [...ids, ...ids.flatMap((left) => ids.flatMap((right) => [`${left}:${right}`, `${left} ${right}`]))];
}

/** What these bytes say, when any of the keys opens them. */
function read({ table, column }: Place, row: Row, bytes: Uint8Array): string | null {
  const name = `${table.replace(/^\w+\./, '')}.${column}`;
  for (const key of keys.values()) {
    for (const place of placesOf(row)) {
      try {
        return unseal(key, bytes, { column: name, row: place });
      } catch {
        // Another key, or another row.
      }
    }
  }
  return null;
}

/** Everything in the database that one of the keys opens: "step.words" → what it says. */
async function readable(): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const place of await columns('bytea')) {
    const name = `${place.table.replace(/^\w+\./, '')}.${place.column}`;
    if (NO_WORDS.test(name)) continue;
    for (const row of await rowsOf(place.table)) {
      const bytes = row[place.column];
      if (!(bytes instanceof Uint8Array)) continue;
      const text = read(place, row, bytes);
      if (text !== null) found.set(name, [...(found.get(name) ?? []), text]);
    }
  }
  return found;
}

/** Sentences in a sealed value; single words can be codes, which stand elsewhere rightly. */
function sentencesIn(value: unknown): string[] {
  if (typeof value === 'string') return value.trim().includes(' ') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sentencesIn) : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Columns where something that was sealed stands in clear. */
async function inClear(): Promise<string[]> {
  const found = new Set<string>();
  for (const { table, column } of await columns('text')) {
    for (const row of await rowsOf(table)) {
      const text = JSON.stringify(row[column] ?? '');
      for (const sentence of written) if (text.includes(sentence)) found.add(`${table}.${column}: ${sentence}`);
    }
  }
  return [...found];
}

async function gatherKeys(): Promise<void> {
  for (const { table } of (await columns('bytea')).filter(({ column }) => column === 'data_key')) {
    for (const row of await rowsOf(table)) {
      const id = String(row.id ?? row.account_id);
      if (row.data_key instanceof Uint8Array) keys.set(id, app.kith.keys.unwrapDataKey(row.data_key, id));
    }
  }
}

/** What can be pressed on /back and nowhere else. */
async function pressesOnBack(code: string, act: string, fields: Record<string, string> = {}): Promise<void> {
  const browser = new QuietBrowser(app, '198.51.100.77');
  const page = await browser.post('/back', { code });
  const done = await browser.post('/back', { pass: page.fields.pass ?? '', ...fields, do: act });
  expect(done.status).toBe(200);
}

async function fillRequests(): Promise<void> {
  const { coordinator, advocate } = team;
  const second = await aStaffMember(app, { roles: ['COORDINATOR'], teamId: team.team.id, name: 'Tom Bright' });
  const reach = { channel: 'PHONE', value: NUMBER, name: 'Jo Erasable', times: 'after six o’clock' };
  mine = await aPersonAsks(app, { reach });
  app.clock.advance(60_000);
  theirs = await aPersonAsks(app, { reach });
  // Somebody else has waited longer: why they come first is written down.
  const stopped = await introduce(app, coordinator, theirs.requestId, advocate.advocateId);
  const { headers, requestId } = mine;
  await does(headers, 'sayWhoNotToMeet(input: { words: "My neighbour from number nine" })');
  await does(
    coordinator.headers,
    `tellNobodyFits(input: { requestId: "${requestId}", message: "Nobody yet, sorry", ways: [WAIT] })`,
  );
  const other = await anAdvocate(app, { teamId: team.team.id, firstName: 'Dee' });
  await does(
    coordinator.headers,
    `keepApart(input: { requestId: "${requestId}", advocateId: "${other.advocateId}", reason: "They share a landlord" })`,
  );
  await seeThrough(app, await raise(app, headers, requestId), coordinator.headers, second.headers);
  const { match } = await introduce(app, coordinator, requestId, advocate.advocateId);
  const matchId = match?.id ?? '';
  await does(advocate.headers, `askCoordinator(input: { matchId: "${matchId}", question: "Is it far away?" })`);
  await does(coordinator.headers, `answerQuestion(input: { matchId: "${matchId}", answer: "Only two stops" })`);
  await sayYes(app, advocate, matchId);
  await agreeTogether(app, advocate, matchId);
  await saveCard(app, headers, matchId);
  const lines = [{ topic: 'MONEY', words: 'No money between us' }];
  await app.run(PROPOSE_AGREEMENT, { input: { matchId, basedOn: 1, lines } }, headers);
  await does(headers, `reviewMatch(input: { matchId: "${matchId}", outcome: GO_ON, without: "Ring my own sister" })`);
  const entry = `idempotencyKey: "${randomUUID()}", kind: MATTERS, words: "My own front door"`;
  await does(headers, `writePlanEntry(input: { ${entry} })`);
  await does(headers, 'answerCheckIn(answers: [{ item: "hope", answer: SOME }])');
  const shared = await app.kith.db.match.findFirstOrThrow({ where: { requestId } });
  const serviceId = await aServiceToAsk(app);
  await aSharedHistory(app, { matchId: shared.id, serviceId, advocate: advocate.headers, person: headers });
  const thanks = `words: "Thank you for the walks", gained: "A good laugh", idempotencyKey: "${randomUUID()}"`;
  await does(headers, `sendThanks(input: { matchId: "${matchId}", ${thanks} })`);
  await does(headers, `endMatch(input: { matchId: "${matchId}", goodbye: "See you in town", good: "The long walks" })`);
  await sayYes(app, advocate, stopped.match?.id ?? '');
  await does(coordinator.headers, `endMatch(input: { matchId: "${stopped.match?.id}", reason: "She moves far away" })`);
  // The last: from now on their link alone opens nothing.
  await pressesOnBack(mine.receipt.code, 'pin-set', { pin: '4072' });
}

async function fillStaff(): Promise<void> {
  const { coordinator, advocate } = team;
  const own = advocate.headers;
  await does(own, 'tellMyStory(input: { story: "My own long way", isShown: true })');
  await does(own, 'addLearning(input: { learnedOn: "2026-11-20", title: "To wait longer", words: "Silence is fine" })');
  await does(own, 'setWellbeingPlan(input: { helps: "Tea and the garden" })');
  await does(own, 'setWhatIWantToTalkAbout(input: { words: "My own tiredness", isShared: true })');
  const memberId = advocate.accountId;
  await does(
    coordinator.headers,
    `planSupervision(input: { memberId: "${memberId}", on: "2026-12-01", supervisorId: "${coordinator.accountId}" })`,
  );
  await does(
    coordinator.headers,
    `recordSupervision(input: { memberId: "${memberId}", heldOn: "2026-11-20", agreed: "Fewer people for now", nextOn: "2026-12-20" })`,
  );
  await does(own, 'setWhatIWantToTalkAbout(input: { words: "My other tiredness", isShared: true })');
  await does(
    coordinator.headers,
    'tickSetUpItem(input: { item: "on-call", doneOn: "2026-11-20", note: "The blue phone in the office" })',
  );
  await does(own, `setNextStep(input: { memberId: "${memberId}", words: "Lead a group", isHappyHere: false })`);
  await does(
    coordinator.headers,
    'inviteColleague(input: { name: "Wendy Erasable", email: "wendy@example.org", roles: [ADVOCATE] })',
  );
  const form = {
    name: 'Al Erasable',
    channel: 'EMAIL',
    reach: 'al@example.org',
    words: 'I have been there myself',
    experiences: 'Waiting for a tribunal',
    team: team.team.id,
    consent: applicationConsent.version,
    key: randomUUID(),
  };
  const answer = await app.fetch(
    new Request('http://localhost:4000/join', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost:4000' },
      body: new URLSearchParams(form).toString(),
    }),
  );
  expect(answer.status).toBe(200);
  const { id } = await app.kith.db.peerApplication.findFirstOrThrow();
  await does(
    coordinator.headers,
    `inviteToTalk(input: { applicationId: "${id}", words: "Al, come and see us on Monday" })`,
  );
}

/** Somebody says what is not right about a service, and leaves an address. */
async function fillUpkeep(): Promise<void> {
  const serviceId = await aServiceToAsk(app);
  const said = 'field: TIMES, words: "It is on Tuesdays", why: "I go there myself", email: "me@example.org"';
  await does(
    {},
    `suggestServiceChange(input: { idempotencyKey: "${randomUUID()}", serviceId: "${serviceId}", ${said} })`,
  );
}

beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  team = await aTeamReady(app);
  await fillRequests();
  await fillStaff();
  await fillUpkeep();
  await gatherKeys();
  const all = await readable();
  filled = new Set(all.keys());
  written = new Set([...all.values()].flat().map(parsed).flatMap(sentencesIn));
  // The service that a sealed introduction names is open data; the colleague who answered has an account.
  for (const known of ['Chess and a cuppa', 'Ruth Okafor']) written.delete(known);
  // Everything there is, once: a loaded machine takes its time.
}, 240_000);
afterAll(() => app.close());

it('fills every column of bytes that can hold words: a new one needs its line in this file', async () => {
  const names = (await columns('bytea')).map(({ table, column }) => `${table.replace(/^\w+\./, '')}.${column}`);
  expect(names.filter((name) => !NO_WORDS.test(name) && !filled.has(name))).toEqual([]);
  expect(written.size).toBeGreaterThan(30);
});

it('keeps nothing of it in clear: not in a letter that waits, a job, the audit trail or the log', async () => {
  await app.runJob('deliver letters');
  expect(await inClear()).toEqual([]);
  expect([...written].filter((sentence) => app.logged().includes(sentence))).toEqual([]);
});

it('leaves nothing readable in any table, with any key there ever was', async () => {
  const { coordinator, advocate } = team;
  await pressesOnBack(mine.receipt.code, 'erase');
  await does(theirs.headers, 'eraseMyRequest');
  await does(advocate.headers, 'eraseMyProfile');
  const application = await app.kith.db.peerApplication.findFirstOrThrow();
  await does(coordinator.headers, `eraseApplication(input: { applicationId: "${application.id}" })`);
  await does(coordinator.headers, 'takeBackSetUpItem(input: { item: "on-call" })');
  const invitation = await app.kith.db.staffInvitation.findFirstOrThrow({ where: { acceptedAt: null } });
  await does(coordinator.headers, `revokeInvitation(input: { invitationId: "${invitation.id}" })`);
  const steward = await aStaffMember(app, { roles: ['STEWARD'] });
  const suggestion = await app.kith.db.serviceSuggestion.findFirstOrThrow();
  await does(steward.headers, `eraseSuggestion(input: { suggestionId: "${suggestion.id}" })`);
  await app.runJob('clear plans of erased requests');
  expect([...(await readable())]).toEqual([]);
  expect(await inClear()).toEqual([]);
  // The keys themselves: none is left in any table.
  keys.clear();
  await gatherKeys();
  expect([...keys.keys()]).toEqual([]);
});
