import { randomUUID } from 'node:crypto';
import { interventions } from '@kith/contract/interventions.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../../graphql/schema.ts';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { act, anotherInTouch, aStandIn, NOTE, seeTogether, twoInTouch } from '../../../testing/doing.ts';
import { aPersonAsks, seeMine } from '../../../testing/peers.ts';
import { anAdvocate } from '../../../testing/people.ts';
import { readMyContacts, recordMyContact } from './my-contacts.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let app: TestApp;
let two: Awaited<ReturnType<typeof twoInTouch>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  two = await twoInTouch(app);
});
afterAll(() => app.close());

const viewerOf = (requestId: string) => ({ kind: 'person' as const, requestId });

describe('the vocabulary', () => {
  it('has the 17 ways of helping of S117 to S133, in order, each with a row and plain words', () => {
    expect(interventions.map(({ row }) => row)).toEqual(Array.from({ length: 17 }, (_, index) => `S${117 + index}`));
    const values = schema.getType('PeerIntervention');
    const names = values && 'getValues' in values ? values.getValues().map(({ name }) => name) : [];
    expect(names.toSorted()).toEqual(interventions.map(({ value }) => value).toSorted());
    for (const { label, help } of interventions) {
      expect(label.split(' ').length).toBeLessThanOrEqual(9);
      expect(help).toMatch(/[.]$/);
    }
  });
});

describe('recording a contact', () => {
  it('needs one tap: the rest is filled in, and the person sees it at once', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    const answer = await act(app, two.advocate.headers, 'recordContact', { matchId, interventions: ['ENCOURAGEMENT'] });
    expect(answer).toMatchObject({
      __typename: 'RecordContactPayload',
      contact: {
        at: '2026-11-23T09:00:00.000Z',
        channel: 'COME_BACK',
        interventions: ['ENCOURAGEMENT'],
        helped: ['Encouraged'],
        isMine: true,
        byName: 'Maya',
        canUndoUntil: '2026-11-23T09:10:00.000Z',
        note: null,
      },
    });
    expect((await seeTogether(app, person.headers, matchId))?.contacts).toMatchObject([
      { interventions: ['ENCOURAGEMENT'], isMine: false, byName: 'Maya', canUndoUntil: null },
    ]);
  });

  it('takes “none of these”, and every one of the 17', async () => {
    const { matchId } = await anotherInTouch(app, two);
    const none = await act(app, two.advocate.headers, 'recordContact', { matchId, interventions: [] });
    expect(none.contact).toMatchObject({ interventions: [], helped: [] });
    const all = interventions.map(({ value }) => value);
    const every = await act(app, two.advocate.headers, 'recordContact', { matchId, interventions: [...all, ...all] });
    expect(every.contact.interventions).toEqual(all);
  });

  it('records nothing twice under one key, and refuses another body under it', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    const input = { matchId, idempotencyKey: randomUUID(), interventions: ['TALK_FREELY'], note: NOTE };
    const first = await act(app, two.advocate.headers, 'recordContact', input);
    app.clock.advance(MINUTE);
    const second = await act(app, two.advocate.headers, 'recordContact', input);
    expect(second.contact.id).toBe(first.contact.id);
    const other = await act(app, two.advocate.headers, 'recordContact', { ...input, note: 'Other words' });
    expect(other.__typename).toBe('IdempotencyConflict');
    expect(await readMyContacts(app.kith, viewerOf(person.requestId))).toHaveLength(1);
    app.clock.advance(-MINUTE);
  });

  it('takes this morning and yesterday, not tomorrow and not last month', async () => {
    const { matchId } = await anotherInTouch(app, two);
    const at = (ms: number) => new Date(app.clock.now().getTime() + ms).toISOString();
    const record = (ms: number) =>
      act(app, two.advocate.headers, 'recordContact', { matchId, interventions: [], at: at(ms) });
    expect((await record(-DAY)).contact.at).toBe('2026-11-22T09:00:00.000Z');
    expect(await record(DAY)).toMatchObject({ __typename: 'InvalidInput', field: 'at' });
    expect(await record(-30 * DAY)).toMatchObject({ __typename: 'InvalidInput', field: 'at' });
  });

  it('is for the person as well (S13)', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    const mine = await act(app, person.headers, 'recordContact', {
      matchId,
      interventions: ['GIVE_AND_TAKE'],
      mood: 'GOOD',
    });
    expect(mine.contact).toMatchObject({ isMine: true, byName: null, mood: 'GOOD' });
    await recordMyContact(app.kith, viewerOf(person.requestId), { idempotencyKey: randomUUID(), interventions: [] });
    const seen = await seeTogether(app, two.advocate.headers, matchId);
    expect(seen?.contacts).toHaveLength(2);
    expect(seen?.contacts[0]).toMatchObject({ isMine: false, byName: null });
  });

  it('answers too long a note beside the field, and cleans what hides in one', async () => {
    const { matchId } = await anotherInTouch(app, two);
    const long = { matchId, interventions: [], note: 'x'.repeat(1001) };
    expect(await act(app, two.advocate.headers, 'recordContact', long)).toMatchObject({
      __typename: 'InvalidInput',
      field: 'note',
    });
    const hidden = { matchId, interventions: [], note: '  a\u202Eb\u200Bc ' };
    expect((await act(app, two.advocate.headers, 'recordContact', hidden)).contact.note).toBe('abc');
  });

  it('is not possible before the yes, nor while it rests, nor after the end', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    await app.kith.db.match.update({ where: { id: matchId }, data: { status: 'PAUSED' } });
    const input = { matchId, interventions: [] };
    expect(await act(app, two.advocate.headers, 'recordContact', input)).toMatchObject({
      __typename: 'NoLongerPossible',
      message: 'This is paused. It can go on when it is started again.',
    });
    await app.kith.db.match.update({ where: { id: matchId }, data: { status: 'ENDED' } });
    expect((await act(app, two.advocate.headers, 'recordContact', input)).__typename).toBe('NoLongerPossible');
    expect((await act(app, person.headers, 'recordContact', input)).__typename).toBe('NoLongerPossible');
    await app.kith.db.match.update({ where: { id: matchId }, data: { status: 'PROPOSED', answeredAt: null } });
    expect((await act(app, two.advocate.headers, 'recordContact', input)).__typename).toBe('NotFound');
  });
});

describe('beside a contact', () => {
  it('lets the person comment and ask for a correction (twice is once), and the advocate correct beside the original (S80)', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    const made = await act(app, two.advocate.headers, 'recordContact', { matchId, interventions: [], note: NOTE });
    const contactId = made.contact.id;
    await act(app, person.headers, 'commentOnContact', { contactId, words: 'I did not cry.', wishesCorrection: true });
    await act(app, person.headers, 'commentOnContact', { contactId, words: 'I did not cry.', wishesCorrection: true });
    app.clock.advance(1_000);
    const corrected = await act(app, two.advocate.headers, 'correctContact', {
      contactId,
      words: 'It was I who cried.',
    });
    expect(corrected.contact).toMatchObject({
      note: NOTE,
      notes: [
        { kind: 'CORRECTION_WISHED', isMine: false, byName: null, words: 'I did not cry.' },
        { kind: 'CORRECTION', isMine: true, byName: 'Maya', words: 'It was I who cried.' },
      ],
    });
    expect((await act(app, person.headers, 'correctContact', { contactId, words: 'x' })).__typename).toBe('NotFound');
    const [mine] = await readMyContacts(app.kith, viewerOf(person.requestId));
    expect(mine?.notes.map(({ words }) => words)).toEqual(['I did not cry.', 'It was I who cried.']);
    expect((await act(app, person.headers, 'commentOnContact', { contactId, words: '  ' })).__typename).toBe(
      'InvalidInput',
    );
  });

  it('keeps what the person said apart from what was noticed, with who wrote it down, and theirs to put right (S72)', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    const made = await act(app, two.advocate.headers, 'recordContact', { matchId, interventions: [] });
    const contactId = made.contact.id;
    const standIn = await aStandIn(app, two, matchId);
    await act(app, two.advocate.headers, 'recordView', { contactId, how: 'SAID', words: 'The picture of the sea.' });
    app.clock.advance(1_000);
    const words = 'A smile when the dog came in. Larkspur-canary.';
    await act(app, standIn.headers, 'recordView', { contactId, how: 'OBSERVED', words });
    app.clock.advance(1_000);
    await standIn.over();
    const seen = [
      { kind: 'SAID', byName: 'Maya', words: 'The picture of the sea.' },
      { kind: 'OBSERVED', byName: 'Sol', words },
    ];
    const [mine] = await readMyContacts(app.kith, viewerOf(person.requestId));
    expect(mine?.notes).toMatchObject(seen);
    await act(app, person.headers, 'commentOnContact', { contactId, words: 'I like cats.', wishesCorrection: true });
    const [contact] = (await seeTogether(app, two.advocate.headers, matchId))?.contacts ?? [];
    expect(contact?.notes).toMatchObject([...seen, { kind: 'CORRECTION_WISHED', byName: null, words: 'I like cats.' }]);
    const rows = await app.kith.database.pool.query('SELECT row_to_json(n)::text AS text FROM contact_note n');
    expect(JSON.stringify(rows.rows)).not.toContain('Larkspur');
  });

  it('has nobody write down what a person said but who is with them, and themselves (S13)', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    const made = await act(app, two.advocate.headers, 'recordContact', { matchId, interventions: [] });
    const input = { contactId: made.contact.id, how: 'SAID', words: 'The sea.' };
    const colleague = await anAdvocate(app, { teamId: two.team.id, firstName: 'Dee' });
    for (const headers of [colleague.headers, two.coordinator.headers, {}])
      expect((await act(app, headers, 'recordView', input)).__typename).toBe('NotFound');
    const own = await act(app, person.headers, 'recordView', input);
    expect(own.contact.notes).toMatchObject([{ kind: 'SAID', byName: null, isMine: true, words: 'The sea.' }]);
    expect(await act(app, two.advocate.headers, 'recordView', { ...input, words: ' ' })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'words',
    });
  });

  it('lets whoever recorded it take a slip back for ten minutes, and nobody else', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    const record = () => act(app, two.advocate.headers, 'recordContact', { matchId, interventions: [] });
    const contactId = (await record()).contact.id;
    expect((await act(app, person.headers, 'undoContact', { contactId })).__typename).toBe('NotFound');
    expect(await act(app, two.advocate.headers, 'undoContact', { contactId })).toMatchObject({
      __typename: 'UndoContactPayload',
      match: { contacts: [] },
    });
    const late = (await record()).contact.id;
    app.clock.advance(11 * MINUTE);
    const answer = await act(app, two.advocate.headers, 'undoContact', { contactId: late });
    expect(answer.__typename).toBe('NoLongerPossible');
    app.clock.advance(-11 * MINUTE);
  });
});

describe('who sees it', () => {
  it('shows another advocate, another person and strangers nothing', async () => {
    const { matchId } = await anotherInTouch(app, two);
    await act(app, two.advocate.headers, 'recordContact', { matchId, interventions: [], note: NOTE });
    const colleague = await anAdvocate(app, { teamId: two.team.id, firstName: 'Dee' });
    const stranger = await aPersonAsks(app, { words: 'Somebody else.' });
    for (const headers of [colleague.headers, stranger.headers, {}])
      expect(await seeTogether(app, headers, matchId)).toBeNull();
  });

  it('leaves an advocate nothing of it once it has ended', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    await act(app, two.advocate.headers, 'recordContact', { matchId, interventions: [], note: NOTE });
    await app.kith.db.match.update({ where: { id: matchId }, data: { status: 'ENDED' } });
    expect((await seeTogether(app, two.advocate.headers, matchId))?.contacts ?? []).toEqual([]);
    expect((await seeTogether(app, person.headers, matchId))?.contacts).toMatchObject([{ note: NOTE }]);
  });

  it('lets whoever stands in see and record, and keep nothing after', async () => {
    const { matchId } = await anotherInTouch(app, two);
    const colleague = await anAdvocate(app, { teamId: two.team.id, firstName: 'Dee' });
    const input = { matchId, interventions: [] };
    expect((await act(app, colleague.headers, 'recordContact', input)).__typename).toBe('NotFound');
    const standIn = await aStandIn(app, two, matchId);
    const made = await act(app, standIn.headers, 'recordContact', input);
    expect(made.contact).toMatchObject({ byName: 'Sol', isMine: true });
    await standIn.over();
    expect((await act(app, standIn.headers, 'recordContact', input)).__typename).toBe('NotFound');
    expect((await seeTogether(app, standIn.headers, matchId))?.contacts ?? []).toEqual([]);
  });

  it('shows a coordinator dates and codes, and words only with a trace that the person sees, once a day', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    await act(app, two.advocate.headers, 'recordContact', { matchId, interventions: ['YOU_MATTER'], note: NOTE });
    const events = async () => (await seeMine(app, person.headers))?.events.map(({ kind }) => kind) ?? [];
    const { data } = await app.run(
      'query($id: ID!) { match(id: $id) { contacts { at interventions byName notes { at kind } } } }',
      { id: matchId },
      two.coordinator.headers,
    );
    expect(data?.match).toMatchObject({ contacts: [{ interventions: ['YOU_MATTER'], byName: 'Maya' }] });
    expect(await events()).not.toContain('NOTES_READ');
    for (let look = 0; look < 2; look++) {
      const seen = await seeTogether(app, two.coordinator.headers, matchId);
      expect(seen?.contacts).toMatchObject([{ note: NOTE, canUndoUntil: null }]);
    }
    expect((await events()).filter((kind) => kind === 'NOTES_READ')).toHaveLength(1);
    const audited = await app.kith.db.auditEvent.count({ where: { objectId: person.requestId, action: 'read notes' } });
    expect(audited).toBe(1);
  });

  it('leaves nothing readable when the person erases, in any column or in the log', async () => {
    const { matchId, person } = await anotherInTouch(app, two);
    await act(app, two.advocate.headers, 'recordContact', { matchId, interventions: [], note: NOTE });
    const { rows } = await app.kith.database.pool.query('SELECT row_to_json(c)::text AS text FROM peer_contact c');
    expect(JSON.stringify(rows)).not.toContain('Larkspur');
    await app.run('mutation { eraseMyRequest { __typename } }', {}, person.headers);
    expect(await app.kith.db.peerContact.count({ where: { requestId: person.requestId } })).toBe(0);
    expect(app.logged()).not.toContain('Larkspur');
  });
});
