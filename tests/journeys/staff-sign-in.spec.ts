import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, type RunningKith, test } from '../support/kith.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Makes an account beside the running server, as an operator would. */
function aNewColleague(kith: RunningKith, email: string): string {
  const args = ['add', '--email', email, '--name', 'Sam Hall', '--role', 'coordinator'];
  const said = execFileSync(process.execPath, [path.join(root, 'packages/server/dist/staff.js'), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      NODE_ENV: 'development',
      DATABASE_URL: '',
      PORT: new URL(kith.url).port,
      KITH_DATA_DIR: path.join(kith.homeDir, 'data'),
    },
  });
  return said.trim().split(/\s+/).at(-1) ?? '';
}

async function typePassword(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in with a password' }).click();
}

/** What an authenticator app shows. RFC 6238. */
function codeOf(key: string, steps: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...key.replaceAll(' ', '')].map((one) => letters.indexOf(one).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const at = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(at) & 0x7f_ff_ff_ff) % 1_000_000).padStart(6, '0');
}

test('a new colleague makes a passkey, and signs in with it from then on', async ({ page, context, kith }) => {
  const password = aNewColleague(kith, 'passkey@example.org');
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const inside = page.getByRole('navigation', { name: 'Console' });
  await page.goto(`${kith.url}/console`);
  await typePassword(page, 'passkey@example.org', password);
  await expect(page.getByRole('heading', { name: 'One more thing that only you have' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await expect(inside).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(inside).toBeVisible();
  // The password alone is no way round the passkey.
  await page.getByRole('button', { name: 'Sign out' }).click();
  await session.send('WebAuthn.disable');
  await typePassword(page, 'passkey@example.org', password);
  await expect(inside).toBeHidden();
});

test('a new colleague connects an app, and a code works once', async ({ page, browser, kith }) => {
  const password = aNewColleague(kith, 'app@example.org');
  const inside = page.getByRole('navigation', { name: 'Console' });
  await page.goto(`${kith.url}/console`);
  await typePassword(page, 'app@example.org', password);
  await page.getByRole('button', { name: 'Use an app' }).click();
  const key = (await page.locator('.key').textContent()) ?? '';
  await expectAccessible(page);
  await page.getByLabel(/six digits/).fill(codeOf(key, -1));
  await page.getByRole('button', { name: 'Finish and sign in' }).click();
  await expect(inside).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await typePassword(page, 'app@example.org', password);
  const code = codeOf(key, 0);
  await page.getByLabel('Code').fill(code);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(inside).toBeVisible();

  const over = await browser.newContext();
  const shoulder = await over.newPage();
  await shoulder.goto(`${kith.url}/console`);
  await typePassword(shoulder, 'app@example.org', password);
  await shoulder.getByLabel('Code').fill(code);
  await shoulder.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(shoulder.getByRole('alert')).toContainText('Each code works once');
  await over.close();
});
