import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { aPartner } from '../../testing/partners.ts';
import { aStaffMember } from '../../testing/people.ts';

let app: TestApp;
let editor: Awaited<ReturnType<typeof aStaffMember>>;
let administrator: typeof editor;
let other: typeof editor;
let partnerId: string;

beforeAll(async () => {
  app = await createTestApp();
  editor = await aStaffMember(app, { roles: ['PARTNER_EDITOR'], name: 'Ines Duarte' });
  other = await aStaffMember(app, { roles: ['PARTNER_EDITOR'] });
  administrator = await aStaffMember(app, { roles: ['ADMINISTRATOR'] });
  partnerId = (await aPartner(app)).id;
  await app.kith.db.partnerEditor.create({ data: { partnerId, accountId: editor.accountId } });
});
afterAll(() => app.close());

type Answer = { __typename: string; message?: string; field?: string; partner?: Record<string, unknown> };

const CHANGED = `__typename
  ... on PartnerPayload { partner { id name origins areas near nation locale hasPeers isOn publicKey theme { accent radius } editors { name } } }
  ... on InvalidInput { field } ... on UserError { message }`;

async function act(name: string, type: string, input: object, who = editor): Promise<Answer> {
  const query = `mutation ($input: ${type}!) { done: ${name}(input: $input) { ${CHANGED} } }`;
  const { data, errors } = await app.run<{ done: Answer }>(query, { input }, who.headers);
  if (!data) throw new Error(JSON.stringify(errors));
  return data.done;
}
const change = (input: object, who = editor) =>
  act('changePartner', 'ChangePartnerInput', { partnerId, ...input }, who);

async function partners(who: { headers: Record<string, string> }) {
  const { data } = await app.run<{ partners: { name: string; editors: object[] }[] }>(
    '{ partners { name editors { name email } } }',
    {},
    who.headers,
  );
  return data?.partners;
}

it('is written down: who changed which partner, and not to what', async () => {
  await change({ near: 'Exampleton' });
  await act('switchPartner', 'SwitchPartnerInput', { partnerId, isOn: true }, administrator);
  const events = await app.kith.db.auditEvent.findMany({ where: { objectType: 'Partner', objectId: partnerId } });
  expect(events.map(({ action, actorId }) => [action, actorId])).toEqual([
    ['change partner', editor.accountId],
    ['switch partner on', administrator.accountId],
  ]);
  expect(JSON.stringify(events.map(({ id: _id, ...event }) => event))).not.toContain('Exampleton');
});

describe('the settings of a partner', () => {
  it('are for who edits them, and for administrators, and for nobody else', async () => {
    expect(await partners(editor)).toEqual([{ name: 'Riverside', editors: [] }]);
    expect(await partners(administrator)).toEqual([
      { name: 'Riverside', editors: [{ name: 'Ines Duarte', email: expect.stringContaining('@') }] },
    ]);
    expect(await partners(other)).toEqual([]);
    expect(await partners({ headers: {} })).toEqual([]);
    expect(await change({ near: 'M1' }, other)).toMatchObject({ __typename: 'NotFound' });
  });

  it('can be changed one at a time, and show on the page at once', async () => {
    expect(await change({ near: ' M33 ', areas: ['HOUSING', 'HOUSING'], nation: 'WALES' })).toMatchObject({
      __typename: 'PartnerPayload',
      partner: { near: 'M33', areas: ['HOUSING'], nation: 'WALES', name: 'Riverside' },
    });
    expect(await change({ theme: { accent: '#1F6F6B', radius: 8 } })).toMatchObject({
      partner: { theme: { accent: '#1f6f6b', radius: 8 }, near: 'M33' },
    });
    const own = { theme: { accent: '#7A1F5C', paper: '#FFF8EF', ink: '#2B1D27' } };
    const texts = [
      { language: 'en', key: 'ratherTalk', text: 'Fancy a chat first?' },
      { language: 'cy', key: 'ratherTalk', text: 'Sgwrs yn gyntaf?' },
    ];
    expect(await change({ ...own, texts })).toMatchObject({ __typename: 'PartnerPayload' });
    expect(
      (
        await app.run(
          '{ embed { theme { accent accentText paper ink } texts { language key text } } }',
          {},
          { 'x-kith-partner': 'pk_riverside' },
        )
      ).data,
    ).toEqual({
      embed: { theme: { accent: '#7a1f5c', accentText: '#ffffff', paper: '#fff8ef', ink: '#2b1d27' }, texts },
    });
    expect(await change({ theme: { accent: '#1F6F6B', radius: 8 }, texts: [] })).toMatchObject({
      __typename: 'PartnerPayload',
    });
    const { data } = await app.run('{ embed { near theme { accent } } }', {}, { 'x-kith-partner': 'pk_riverside' });
    expect(data).toEqual({ embed: { near: 'M33', theme: { accent: '#1f6f6b' } } });
    expect(await change({ near: '' })).toMatchObject({ partner: { near: null } });
  });

  it('keep the sites in the spelling that browsers send', async () => {
    const origins = [
      'WWW.Example.org/help?x=1',
      'https://example.org:8443',
      'https://bücher.example',
      'http://localhost:3000',
      ' ',
    ];
    expect(await change({ origins })).toMatchObject({
      partner: {
        origins: [
          'https://www.example.org',
          'https://example.org:8443',
          'https://xn--bcher-kva.example',
          'http://localhost:3000',
        ],
      },
    });
  });

  it.each([
    [{ origins: ['http://example.org'] }, 'origins', 'https://'],
    [{ origins: ['javascript:alert(1)'] }, 'origins', 'web address'],
    [{ origins: ['https://user:word@example.org'] }, 'origins', 'web address'],
    [{ origins: ['https://*'] }, 'origins', 'web address'],
    [{ origins: ['https://*.example.org'] }, 'origins', 'web address'],
    [{ origins: ["https://a;report-uri https:'//evil.example"] }, 'origins', 'web address'],
    [{ origins: ['https://a;report-uri.example.org'] }, 'origins', 'web address'],
    [{ origins: ["https://'none'"] }, 'origins', 'web address'],
    [{ origins: ['https://example.org,evil.example'] }, 'origins', 'web address'],
    [{ origins: ['https://com'] }, 'origins', 'web address'],
    [{ origins: ['https://192.0.2.1'] }, 'origins', 'web address'],
    [{ origins: Array.from({ length: 21 }, (_, n) => `https://site${n}.example.org`) }, 'origins', '20'],
    [{ theme: { accent: '#ffee00' } }, 'theme.accent', '4.5 to 1'],
    [{ theme: { accent: 'red;background:url(//evil.example)' } }, 'theme.accent', '#1f6f6b'],
    [{ theme: { ink: '#777777' } }, 'theme.ink', '4.2 to 1'],
    [{ theme: { paper: '#222222' } }, 'theme.ink', '4.5 to 1'],
    [{ theme: { paper: '#ffffff', ink: '#ffffff' } }, 'theme.ink', '1 to 1'],
    [{ theme: { radius: 900 } }, 'theme.radius', '32'],
    [{ texts: [{ language: 'en', key: 'urgent', text: 'Offers' }] }, 'texts', 'cannot be changed'],
    [{ texts: [{ language: 'en', key: 'leave', text: 'Stay' }] }, 'texts', 'cannot be changed'],
    [{ texts: [{ language: 'en', key: '__proto__', text: 'x' }] }, 'texts', 'cannot be changed'],
    [{ texts: [{ language: 'tlh', key: 'what', text: 'nuqneH' }] }, 'texts', 'does not speak'],
    [{ texts: [{ language: 'en', key: 'what', text: 'x'.repeat(201) }] }, 'texts', ''],
    [{ locale: 'tlh' }, 'locale', 'languages'],
    [{ name: ' \u0007 ' }, 'name', 'name'],
    [{ websiteUrl: 'javascript:alert(1)' }, 'websiteUrl', 'https://www.example.org'],
    [{}, null, 'Nothing is changed'],
  ])('refuse %j and keep what was there', async (input, field, said) => {
    const before = await app.kith.db.partner.findUniqueOrThrow({ where: { id: partnerId } });
    expect(await change({ near: 'M99', ...input, ...(field === null && { near: null }) })).toMatchObject({
      __typename: 'InvalidInput',
      field,
      message: expect.stringContaining(said),
    });
    expect(await app.kith.db.partner.findUniqueOrThrow({ where: { id: partnerId } })).toEqual(before);
  });
});

describe('an administrator', () => {
  it('adds a partner, hands it to an editor, takes it back and switches it off', async () => {
    const team = await app.kith.db.team.create({ data: { name: 'Hillside' } });
    const added = await act('addPartner', 'AddPartnerInput', { name: 'College', teamId: team.id }, administrator);
    const id = String(added.partner?.id);
    const key = String(added.partner?.publicKey);
    expect(key).toMatch(/^pk_[\w-]{20}$/);
    expect(added.partner).toMatchObject({ origins: [], isOn: true });
    const { email } = await app.kith.db.staffAccount.findUniqueOrThrow({ where: { id: other.accountId } });
    const given = { partnerId: id, email: email.toUpperCase() };
    for (let time = 0; time < 2; time++)
      expect(await act('addPartnerEditor', 'AddPartnerEditorInput', given, administrator)).toMatchObject({
        partner: { editors: [{ name: 'Sam Hall' }] },
      });
    expect(await partners(other)).toMatchObject([{ name: 'College' }]);
    const nobody = { partnerId: id, email: 'nobody@example.org' };
    expect(await act('addPartnerEditor', 'AddPartnerEditorInput', nobody, administrator)).toMatchObject({
      __typename: 'InvalidInput',
    });
    const taken = { partnerId: id, accountId: other.accountId };
    expect(await act('removePartnerEditor', 'RemovePartnerEditorInput', taken, administrator)).toMatchObject({
      partner: { editors: [] },
    });
    expect(await partners(other)).toEqual([]);
    const off = { partnerId: id, isOn: false };
    expect(await act('switchPartner', 'SwitchPartnerInput', off, administrator)).toMatchObject({
      partner: { isOn: false },
    });
    const { errors } = await app.run('{ embed { near } }', {}, { 'x-kith-partner': key });
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});

describe('where a key was seen', () => {
  const sightings = async () => {
    const { data } = await app.run<{ partners: { sightings: { origin: string }[] }[] }>(
      '{ partners { sightings { origin way isAllowed lastSeenAt } } }',
      {},
      editor.headers,
    );
    return data?.partners[0]?.sightings;
  };

  it('is told by site and minute, also where it may not be used', async () => {
    await change({ origins: ['https://riverside.example.org'] });
    const ask = (origin: string) =>
      app.run('{ embed { near } }', {}, { 'x-kith-partner': 'pk_riverside', 'x-kith-client': 'test', origin });
    await ask('https://riverside.example.org');
    await ask('https://evil.example');
    await app.fetch(
      new Request('http://localhost:4000/connect?partner=pk_riverside', {
        headers: { referer: 'https://news.example.org/a/page?with=words' },
      }),
    );
    await expect.poll(sightings).toEqual(
      [
        ['https://evil.example', 'SCRIPT', false],
        ['https://news.example.org', 'LINK', true],
        ['https://riverside.example.org', 'SCRIPT', true],
      ].map(([origin, way, isAllowed]) => ({ origin, way, isAllowed, lastSeenAt: '2026-11-23T09:00:00.000Z' })),
    );
  });

  it('fills no table when somebody makes up sites, and those push out only one another', async () => {
    const seen = async () => ((await sightings()) ?? []).map(({ origin }) => origin);
    for (let n = 0; n < 30; n++) {
      app.clock.advance(60_000);
      const origin = `https://site${n}.example.org`;
      await app.run('{ embed { near } }', {}, { 'x-kith-partner': 'pk_riverside', 'x-kith-client': 'test', origin });
      const headers = { referer: `https://news${n}.example.org/` };
      await app.fetch(new Request('http://localhost:4000/connect?partner=pk_riverside', { headers }));
      // Both are there before the clock goes on: notes are written while nobody waits for them.
      await expect.poll(seen).toEqual(expect.arrayContaining([origin, new URL(headers.referer).origin]));
    }
    await expect.poll(async () => (await seen()).length).toBe(11);
    expect(await seen()).toContain('https://riverside.example.org');
  });

  it('is never a text that is no origin', async () => {
    const origin = 'https://site.example.org/<b>path</b>';
    await app.run('{ embed { near } }', {}, { 'x-kith-partner': 'pk_riverside', 'x-kith-client': 'test', origin });
    expect(await app.kith.db.partnerSighting.count({ where: { origin: { contains: 'path' } } })).toBe(0);
  });
});
