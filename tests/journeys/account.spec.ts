import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expect, type RunningKith, test } from '../support/kith.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const PHONE = { width: 360, height: 740 };

/** Makes an account beside the running server, as an operator would. */
function anAdvocate(kith: RunningKith, email: string): string {
  const args = ['add', '--email', email, '--name', 'Noor Aziz', '--role', 'advocate', '--stage', 'advocate'];
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

async function aDevice(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2' as const,
    transport: 'internal' as const,
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  };
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options });
  return {
    /** Another device takes the place of this one: each holds one passkey of an account. */
    async swap() {
      await session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled: false });
      await session.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, transport: 'usb' } });
    },
  };
}

test('an advocate says who they are, keeps what is theirs, and looks after the ways into their account', async ({
  page,
  kith,
}) => {
  // Axe on six pages, on a machine that does other things as well.
  test.slow();
  await page.setViewportSize(PHONE);
  const password = anAdvocate(kith, 'noor@example.org');
  const device = await aDevice(page);
  await page.goto(`${kith.url}/console`);
  await page.getByLabel('E-mail address').fill('noor@example.org');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in with a password' }).click();
  await page.getByRole('button', { name: 'Make a passkey' }).click();
  await page.getByRole('link', { name: 'Me', exact: true }).click();

  // What people know of her.
  await expect(page.getByRole('heading', { level: 1, name: 'My profile' })).toBeVisible();
  await page.getByLabel('How to speak of you (optional)').fill('she/they');
  await page.getByLabel('A phone call').check();
  await page.getByText('Languages: none yet').click();
  await page.getByLabel('English').check();
  await page.getByRole('button', { name: 'Save how people know me' }).click();
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible();

  // One thing that she shares: everybody, then nobody, then gone and back.
  const sharedByAll = async () => {
    const query = encodeURIComponent('{ sharedByAdvocates { value } }');
    const answer = await page.request.get(`${kith.url}/graphql?query=${query}`);
    return JSON.stringify(await answer.json());
  };
  await page.getByLabel('What is so of you').selectOption({ label: 'Prison or probation' });
  await page.getByLabel('Who may see it').selectOption('PUBLIC');
  await page.getByRole('button', { name: 'Add it' }).click();
  await expect(page.getByText('“Prison or probation” is added.')).toBeVisible();
  expect(await sharedByAll()).toContain('prison');
  await page.getByRole('button', { name: 'Anybody' }).click();
  const seen = page.getByRole('region', { name: 'What others see' });
  await expect(seen.getByText('Prison or probation')).toBeVisible();
  await page.getByLabel(/^Prison or probation/).selectOption('PRIVATE');
  await expect(page.getByText('“Prison or probation” is now seen by: only me.')).toBeVisible();
  expect(await sharedByAll()).not.toContain('prison');
  await expect(seen.getByText('Prison or probation')).toBeHidden();
  await page.getByRole('button', { name: 'Take away: Prison or probation' }).click();
  await page.getByRole('button', { name: 'Put it back' }).click();
  await expect(page.getByLabel(/^Prison or probation/)).toHaveValue('PRIVATE');
  await page.getByRole('button', { name: 'Add a time' }).click();
  await page.getByRole('button', { name: 'Save my times' }).click();
  await expectAccessible(page);

  // What she keeps for herself.
  await page.getByRole('link', { name: 'For myself' }).click();
  await page.getByRole('button', { name: 'I was useful' }).click();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByLabel('What I learned').fill('A course on listening');
  await page.getByRole('button', { name: 'Add to my log' }).click();
  await expect(page.getByRole('heading', { name: 'A course on listening' })).toBeVisible();
  await page.locator('details').evaluateAll((all) => {
    for (const one of all) (one as HTMLDetailsElement).open = true;
  });
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Thanks', exact: true }).click();
  await expect(page.getByText('When somebody you are with leaves a thank-you')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'My record' }).click();
  await expectAccessible(page);
  const print = page.context().waitForEvent('page');
  await page.getByRole('link', { name: /Open to print/ }).click();
  const record = await print;
  await expect(record.getByRole('heading', { name: 'A course on listening' })).toBeVisible();
  await expectAccessible(record);
  await record.close();

  // The ways into her account.
  await page.getByRole('link', { name: 'My account' }).click();
  await expect(page.getByText('A passkey was added.')).toBeVisible();
  await page.getByRole('button', { name: /^Remove / }).click();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByRole('alert')).toContainText('This is your last way in');
  await device.swap();
  await page.getByRole('button', { name: 'Add a passkey on this device' }).click();
  await expect(page.getByText('The passkey is added.')).toBeVisible();
  await page
    .getByRole('button', { name: /^Rename / })
    .first()
    .click();
  await page.getByLabel('What you call it').fill('The old phone');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Remove The old phone' }).click();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByText('“The old phone” is removed.')).toBeVisible();
  await page.getByRole('button', { name: 'Set up an app' }).click();
  await expect(page.getByRole('img', { name: 'QR code of the key' })).toBeVisible();
  await expectAccessible(page);

  // By now nothing needs a fresh check; the dialog itself is in packages/console/src/account/Account.test.tsx.
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect(page.getByRole('navigation', { name: 'Console' })).toBeVisible();
});
