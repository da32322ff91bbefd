import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, type RunningKith, readOutbox, startKith, test } from '../support/kith.ts';

// The pages behind the links in letters to services, with every form of them open. They cannot wait the minutes that a
// letter waits: a sender with a clock ahead takes it out while Kith is down.

const sender = fileURLToPath(new URL('../../packages/server/src/testing/deliver-letters.ts', import.meta.url));
const AHEAD_MS = 10 * 60_000;
const AREAS = ['ADVOCACY', 'EDUCATION', 'EMPLOYMENT', 'HEALTH', 'HOUSING', 'LEISURE', 'MONEY'];

async function sendAhead(homeDir: string): Promise<void> {
  const { DATABASE_URL: _theirs, ...env } = process.env;
  const process_ = spawn(process.execPath, [sender], {
    env: {
      ...env,
      NODE_ENV: 'development',
      KITH_DATA_DIR: path.join(homeDir, 'data'),
      AHEAD_MS: String(AHEAD_MS),
    },
    stdio: 'inherit',
  });
  expect((await once(process_, 'exit'))[0]).toBe(0);
}

/** One operation as whoever is signed in. */
async function run<T>(page: Page, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const answer = await page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json', 'x-kith-client': 'test' };
    return (await fetch('/graphql', { method: 'POST', headers, body })).json();
  }, JSON.stringify({ query, variables }));
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

async function signInAs(page: Page, kith: RunningKith, name: RegExp): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${kith.url}/console`);
  await page.getByRole('button', { name }).first().click();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
}

/** Somebody is introduced to a service and said yes; and every service is asked whether its entry is right. */
async function writeToServices(page: Page, kith: RunningKith): Promise<void> {
  await signInAs(page, kith, /Joan/);
  const { matches, services } = await run<{
    matches: { edges: { node: { id: string; status: string } }[] };
    services: { edges: { node: { id: string; email: string | null } }[] };
  }>(
    page,
    '{ matches(first: 20) { edges { node { id status } } } services(search: { text: "chess" }, first: 10) { edges { node { id email } } } }',
  );
  const matchId = matches.edges.find(({ node }) => node.status === 'ACTIVE')?.node.id;
  const serviceId = services.edges.find(({ node }) => node.email !== null)?.node.id;
  const { proposeIntroduction } = await run<{ proposeIntroduction: { introduction: { id: string } } }>(
    page,
    `mutation ($input: ProposeIntroductionInput!) { proposeIntroduction(input: $input) {
      ... on ServiceIntroductionPayload { introduction { id } } ... on UserError { message } } }`,
    { input: { matchId, serviceId, name: 'Al', words: 'He would like to come on Thursday.' } },
  );
  const introductionId = proposeIntroduction.introduction.id;
  await run(
    page,
    'mutation ($input: SayYesToIntroductionInput!) { sayYesToIntroduction(input: $input) { __typename } }',
    {
      input: { introductionId, wasReadOut: true },
    },
  );
  await signInAs(page, kith, /Tom Ashdown/);
  await run(page, 'mutation ($input: SetFreshnessInput!) { setFreshness(input: $input) { __typename } }', {
    input: { isAsking: true, rules: AREAS.map((area) => ({ area, days: 30 })) },
  });
}

/** Everything folded is opened, and looked at in both colours. */
async function look(page: Page, what: string): Promise<void> {
  const folded = page.locator('main details:not([open]) > summary');
  while ((await folded.count()) > 0) await folded.first().click();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, what);
  }
}

test('the pages for services have no barrier at 360 pixels, with every form open, in light and dark', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const homeDir = await mkdtemp(path.join(tmpdir(), 'kith-links-'));
  let kith = await startKith({ homeDir });
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
  page.setDefaultTimeout(30_000);
  try {
    await writeToServices(page, kith);
    await kith.stop();
    await sendAhead(homeDir);
    kith = await startKith({ homeDir });
    const mails = async () => (await readOutbox(kith)).replaceAll('=\r\n', '');
    await expect.poll(mails, { timeout: 60_000 }).toMatch(/\/still-right\/[\w-]{43}/);
    const [accept, ask, decline] = (await mails()).match(/\/answer\/[\w-]+/g) ?? [];

    await page.goto(kith.url + accept);
    await look(page, 'answer, yes');
    await page.goto(kith.url + decline);
    await look(page, 'answer, not possible');
    await page.goto(kith.url + ask);
    await look(page, 'answer, a question');
    await page.getByRole('button', { name: 'Send this question' }).click();
    await expect(page.getByLabel('Your question')).toBeFocused();
    await look(page, 'answer, something to put right');
    await page.getByLabel('Your question').fill('Is Thursday fine?');
    await page.getByRole('button', { name: 'Send this question' }).click();
    await look(page, 'answer, given');

    const letters = (await mails()).split(/^(?=From: )/m).filter((mail) => mail.includes('/still-right/'));
    const longest = letters.toSorted((a, b) => b.length - a.length)[0] ?? '';
    const stillRight = /\/still-right\/[\w-]{43}/.exec(longest)?.[0];
    await page.goto(kith.url + stillRight);
    await look(page, 'still right');
    await page.getByRole('button', { name: 'Send this change' }).first().click();
    const words = page.getByLabel('What should it say?').first();
    await expect(words).toBeFocused();
    await expect(words).toHaveAccessibleDescription(/./);
    await look(page, 'still right, something to put right');
    await words.fill('Tuesdays, 2 to 4 pm');
    await page.getByRole('button', { name: 'Send this change' }).first().click();
    await expect(page.getByText('Thank you. It is saved.')).toBeVisible();
    await look(page, 'still right, saved');
    await page.getByRole('button', { name: 'Please do not write to us again' }).click();
    await look(page, 'still right, no more letters');
  } finally {
    await page.close();
    await kith.stop();
    await rm(homeDir, { recursive: true, force: true });
  }
});
