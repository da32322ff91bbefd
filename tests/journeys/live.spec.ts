import type { Page } from '@playwright/test';
import { expect, type RunningKith, test } from '../support/kith.ts';

/** Signs in as a coordinator of the demo town. */
async function openQueue(page: Page, kith: RunningKith): Promise<void> {
  await page.goto(`${kith.url}/console`);
  await page
    .getByRole('button', { name: /Coordinator.*Riverside/ })
    .first()
    .click();
  await page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name: 'Requests' }).click();
  await expect(page.getByRole('heading', { name: 'Requests' })).toBeVisible();
}

/** The references that are in the list, in its order. */
function references(page: Page): Promise<string[]> {
  return page.locator('.list .cards .hint').allTextContents();
}

/** Somebody asks, elsewhere. @returns the reference of their request */
async function ask(kith: RunningKith): Promise<string> {
  const send = async (query: string, variables: object = {}) => {
    const response = await fetch(`${kith.url}/graphql?partner=pk_demo_riverside`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-kith-client': 'test' },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()).data;
  };
  const { askForm } = await send('{ askForm { consent { version } } }');
  const { requestPeer } = await send(
    `mutation ($input: RequestPeerInput!) {
      requestPeer(input: $input) { ... on RequestPeerPayload { receipt { reference } } ... on UserError { message } }
    }`,
    {
      input: {
        idempotencyKey: crypto.randomUUID(),
        words: 'I would like to talk to somebody.',
        reach: { channel: 'COME_BACK' },
        consentVersion: askForm.consent.version,
      },
    },
  );
  return requestPeer.receipt.reference;
}

test('a coordinator sees within two seconds that somebody asked, and again after being offline', async ({
  page,
  context,
  kith,
}) => {
  const streams: string[] = [];
  page.on('response', (response) => {
    if (response.headers()['content-type']?.startsWith('text/event-stream')) streams.push(response.url());
  });
  await openQueue(page, kith);
  await expect.poll(() => streams.length).toBeGreaterThan(0);
  await expect.poll(() => references(page)).not.toEqual([]);

  const first = await ask(kith);
  await expect.poll(() => references(page), { timeout: 2_000 }).toContain(first);

  const before = streams.length;
  await context.setOffline(true);
  await expect(page.getByText('You are offline.')).toBeVisible();
  const second = await ask(kith);
  await context.setOffline(false);
  await expect.poll(() => references(page)).toContain(second);
  await expect.poll(() => streams.length).toBeGreaterThan(before);
  const third = await ask(kith);
  await expect.poll(() => references(page), { timeout: 3_000 }).toContain(third);
});
