import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { aPartner } from '../../../testing/partners.ts';
import { aPersonAsks, aTeamReady } from '../../../testing/peers.ts';
import { aStaffMember } from '../../../testing/people.ts';

let app: TestApp;
let editor: Awaited<ReturnType<typeof aStaffMember>>;
let partnerId: string;
let site: Server;
let address: string;
let answer: { status?: number; headers?: Record<string, string>; body: string };

beforeAll(async () => {
  app = await createTestApp();
  await aTeamReady(app);
  site = createServer((_request, response) => {
    response.writeHead(answer.status ?? 200, { 'content-type': 'text/html', ...answer.headers });
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  address = `http://localhost:${(site.address() as AddressInfo).port}`;
  editor = await aStaffMember(app, { roles: ['PARTNER_EDITOR'] });
  partnerId = (await aPartner(app, { origins: [address] })).id;
  const addedAt = new Date('2026-08-01');
  await app.kith.db.partnerEditor.create({ data: { partnerId, accountId: editor.accountId, addedAt } });
});
afterAll(async () => {
  site.close();
  await app.close();
});

async function check(url: string) {
  const { data } = await app.run<{
    checkPartnerPage: { __typename: string; findings?: { code: string; sentence: string; line: string | null }[] };
  }>(
    `mutation ($input: CheckPartnerPageInput!) {
      checkPartnerPage(input: $input) { __typename ... on CheckPartnerPagePayload { findings { code sentence line } } }
    }`,
    { input: { partnerId, url } },
    editor.headers,
  );
  return data?.checkPartnerPage;
}

describe('checking a page', () => {
  it('reads it as a visitor would, its policy too', async () => {
    const kith = 'http://localhost:4000';
    answer = { body: `<script src="${kith}/v1/kith.js"></script><kith-widget partner="pk_riverside"></kith-widget>` };
    expect(await check(`${address}/help`)).toMatchObject({ findings: [{ code: 'WORKS' }] });
    answer.headers = { 'content-security-policy': `script-src ${kith}; connect-src 'self'` };
    expect(await check(`${address}/help`)).toMatchObject({ findings: [{ code: 'POLICY_BLOCKS_CONNECTION' }] });
  });

  it('reads no other site, and says when a page is away', async () => {
    expect(await check('https://elsewhere.example.org/')).toMatchObject({
      findings: [{ code: 'SITE_NOT_LISTED', line: 'https://elsewhere.example.org' }],
    });
    answer = { status: 404, body: '' };
    expect(await check(address)).toMatchObject({ findings: [{ code: 'UNREACHABLE' }] });
    for (const url of ['javascript:alert(1)', 'file:///etc/passwd', ''])
      expect((await check(url))?.findings?.[0]?.code).toMatch(/UNREACHABLE|SITE_NOT_LISTED/);
  });

  it('stops at twenty an hour', async () => {
    answer = { body: '' };
    for (let time = 0; time < 20; time++) await check(address);
    expect(await check(address)).toEqual({ __typename: 'RateLimited' });
  });
});

describe('a month', () => {
  const months = async (who = editor) => {
    const { data } = await app.run<{ partners: { months: object[] }[] }>(
      '{ partners { months { month searches asks connected } } }',
      {},
      who.headers,
    );
    return data?.partners[0]?.months;
  };

  it('counts searches and asks, and shows no number under five', async () => {
    const search = () => app.run('{ services(first: 1) { totalCount } }', {}, { 'x-kith-partner': 'pk_riverside' });
    for (let time = 0; time < 5; time++) await search();
    for (let time = 0; time < 5; time++) {
      const { requestId } = await aPersonAsks(app);
      await app.kith.db.peerRequest.update({ where: { id: requestId }, data: { partnerId } });
    }
    // Nobody sees one more come in a month that still runs.
    expect(await months()).toMatchObject([{ month: '2026-10-01' }, { month: '2026-09-01' }, { month: '2026-08-01' }]);
    app.clock.advance(9 * 24 * 60 * 60_000);
    // Signed in again: no session lives that long.
    const later = await aStaffMember(app, { roles: ['ADMINISTRATOR'] });
    expect(await months(later)).toMatchObject([
      { month: '2026-11-01', searches: 5, asks: 5, connected: null },
      { month: '2026-10-01', searches: null, asks: null },
      { month: '2026-09-01' },
    ]);
    // Under five is no number.
    await app.kith.db.partnerDay.updateMany({ where: { partnerId }, data: { searches: 4 } });
    expect(await months(later)).toMatchObject([{ searches: null, asks: 5 }, {}, {}]);
    await app.kith.db.partnerDay.updateMany({ where: { partnerId }, data: { searches: 5 } });
  });

  it('goes to its editors by mail, once, in counts alone', async () => {
    for (let time = 0; time < 2; time++) await app.runJob('tell partners their month');
    await app.runJob('deliver letters');
    const { email } = await app.kith.db.staffAccount.findUniqueOrThrow({ where: { id: editor.accountId } });
    const mine = app.letters.filter(({ to }) => to === email);
    expect(mine).toHaveLength(1);
    expect(mine[0]).toMatchObject({ subject: 'Kith on your page, November 2026' });
    expect(mine[0]?.text).toContain('Searches: 5');
    expect(mine[0]?.text).toContain('People who were connected with a peer: fewer than 5');
  });
});
