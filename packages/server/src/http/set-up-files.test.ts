import { encodeGlobalID } from '@pothos/plugin-relay';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../testing/app.ts';
import { aTeamReady } from '../testing/peers.ts';
import { aStaffMember } from '../testing/people.ts';

let app: TestApp;
let here: Awaited<ReturnType<typeof aTeamReady>>;
beforeAll(async () => {
  app = await createTestApp();
  here = await aTeamReady(app);
  const tick = (item: string, doneOn: string, note: string) =>
    app.run(
      'mutation ($input: TickSetUpItemInput!) { tickSetUpItem(input: $input) { __typename } }',
      { input: { item, doneOn, note } },
      here.coordinator.headers,
    );
  await tick('promise', '2026-06-03', 'Read aloud');
  await app.run(
    'mutation { takeBackSetUpItem(input: { item: "promise" }) { __typename } }',
    {},
    here.coordinator.headers,
  );
  await tick('money', '2026-11-20', 'Fares <b>within a week</b>');
});
afterAll(() => app.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  app.fetch(new Request(`http://localhost:4000${path}`, { headers }));

it('gives the checklist to print and to save, with every day that something was done', async () => {
  const page = await get('/export/set-up', here.coordinator.headers);
  const html = await page.text();
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(html).toContain('Fares &lt;b>within a week');
  expect(html).not.toContain('<script');
  const file = await get('/export/set-up.txt', here.advocate.headers);
  expect([file.headers.get('content-disposition'), file.headers.get('cache-control')]).toEqual([
    'attachment; filename="set-up-checklist.txt"',
    'no-store',
  ]);
  const text = await file.text();
  for (const told of ['1 of 12 done', 'Done on 20 November 2026 (Ruth Okafor)', 'Before: 3 June 2026 (Ruth Okafor)']) {
    expect(html).toContain(told);
    expect(text).toContain(told);
  }
  expect(text).toContain('[x] Money and expenses are clear');
  expect(text).toContain('[ ] Everybody who works here has read the promise');
});

it.each([
  ['advocate-role.txt', 'WHAT A PEER ADVOCATE DOES'],
  ['advocate-person.txt', 'WHOM WE LOOK FOR'],
  ['coordinator-role.txt', 'WHAT A COORDINATOR DOES'],
])('gives %s as the team has it', async (name, title) => {
  const file = await get(`/export/role-text/${name}`, here.advocate.headers);
  expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
  const text = await file.text();
  expect(text).toContain(`${title}\nRiverside team`);
});

it('gives administrators every team’s, strangers the sign-in, and nobody another team’s', async () => {
  const paths = ['/export/set-up', '/export/set-up.txt', '/export/role-text/advocate-role.txt'];
  const team = encodeGlobalID('Team', here.team.id);
  const { coordinator } = await aTeamReady(app, 'Hillside team');
  const hana = await aStaffMember(app, { roles: ['ADMINISTRATOR'] });
  const steward = await aStaffMember(app, { roles: ['STEWARD'], teamId: here.team.id });
  for (const path of paths) {
    const asked = `${path}?team=${encodeURIComponent(team)}`;
    expect([path, (await get(asked, hana.headers)).status]).toEqual([path, 200]);
    for (const { headers } of [coordinator, steward]) {
      const refused = await get(asked, headers);
      expect([refused.status, refused.headers.get('cache-control')]).toEqual([404, 'no-store']);
    }
    const stranger = await get(asked);
    expect([stranger.status, stranger.headers.get('location')]).toEqual([303, '/console']);
  }
  expect((await get('/export/role-text/another.txt', coordinator.headers)).status).toBe(404);
});
