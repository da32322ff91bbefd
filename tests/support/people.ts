import type { Browser, BrowserContext, Page } from '@playwright/test';
import { runsNoScript } from './accessible.ts';
import { anAddress, expect, type RunningKith } from './kith.ts';

export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 800 };
export type Viewport = typeof PHONE;
/** Both sides of a journey are walked in each. */
export const SIZES = [
  ['on a phone', PHONE],
  ['at a desk', DESKTOP],
] as const;

const PARTNER = 'pk_demo_riverside';

type State = Awaited<ReturnType<BrowserContext['storageState']>>;
const signedIn = new Map<string, State>();

/** Somebody of the demo town at their console. Signed in once for each Kith. */
export async function atWork(
  browser: Browser,
  kith: RunningKith,
  name: string,
  viewport: Viewport = PHONE,
): Promise<Page> {
  const known = signedIn.get(kith.url + name);
  const context = await browser.newContext({ viewport, ...(known && { storageState: known }) });
  const page = await context.newPage();
  await page.goto(`${kith.url}/console`);
  if (!known) await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await expect(page.getByRole('navigation', { name: 'Console' })).toBeVisible();
  if (!known) signedIn.set(kith.url + name, await context.storageState());
  return page;
}

/** A page on which no script runs. */
export async function withoutScript(browser: Browser, viewport: Viewport = PHONE): Promise<Page> {
  const context = await browser.newContext({
    viewport,
    javaScriptEnabled: false,
    extraHTTPHeaders: anAddress(),
  });
  runsNoScript(context);
  return context.newPage();
}

/** The person's own page, without a script. */
export async function comeBack(
  browser: Browser,
  kith: RunningKith,
  code: string,
  viewport: Viewport = PHONE,
): Promise<Page> {
  const page = await withoutScript(browser, viewport);
  await enter(page, kith, code);
  return page;
}

/** Reads the own page again, with the four words. */
export async function enter(page: Page, kith: RunningKith, code: string): Promise<void> {
  await page.goto(`${kith.url}/back`);
  await page.getByLabel('Your four words').fill(code);
  await page.getByRole('button', { name: 'Show the update' }).click();
  await expect(page.locator('p.status')).toBeVisible();
}

export interface Asked {
  reference: string;
  code: string;
}

/** Somebody asks, elsewhere: who only comes back, and is called by this name. */
export async function ask(kith: RunningKith, name: string, words: string): Promise<Asked> {
  const send = async (query: string, variables: object = {}) => {
    const response = await fetch(`${kith.url}/graphql?partner=${PARTNER}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-kith-client': 'test', ...anAddress() },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()).data;
  };
  const { askForm } = await send('{ askForm { consent { version } } }');
  const { requestPeer } = await send(
    `mutation ($input: RequestPeerInput!) {
      requestPeer(input: $input) {
        ... on RequestPeerPayload { receipt { reference code } }
        ... on UserError { message }
      }
    }`,
    {
      input: {
        idempotencyKey: crypto.randomUUID(),
        words,
        reach: { channel: 'COME_BACK', name },
        consentVersion: askForm.consent.version,
      },
    },
  );
  expect(requestPeer.message).toBeUndefined();
  return requestPeer.receipt;
}

/** What somebody at their console does, without the screens: for what comes before a journey. */
async function act<T>(page: Page, kith: RunningKith, query: string, variables: object): Promise<T> {
  const response = await page.request.post(`${kith.url}/graphql`, {
    headers: { 'x-kith-client': 'test' },
    data: { query, variables },
  });
  const { data, errors } = await response.json();
  expect(errors).toBeUndefined();
  return data;
}

export interface Together extends Asked {
  matchId: string;
  /** The advocate's name for people, and the full one for signing in. */
  advocate: string;
}

/** A coordinator introduces somebody who asked to whoever fits first. */
export async function introduce(browser: Browser, kith: RunningKith, asked: Asked): Promise<Together> {
  const desk = await atWork(browser, kith, 'Priya Nair');
  interface Waiting {
    peerRequests: {
      edges: {
        node: { id: string; reference: string; suggestions: { advocate: { id: string; firstName: string } }[] };
      }[];
    };
  }
  const { peerRequests } = await act<Waiting>(
    desk,
    kith,
    `{ peerRequests(first: 50, status: [ASKED]) {
      edges { node { id reference suggestions { advocate { id firstName } } } }
    } }`,
    {},
  );
  const request = peerRequests.edges.find(({ node }) => node.reference === asked.reference)?.node;
  const advocate = request?.suggestions[0]?.advocate;
  const reason = 'You both like the river.';
  const { proposeMatch } = await act<{ proposeMatch: { match: { id: string } } }>(
    desk,
    kith,
    `mutation ($input: ProposeMatchInput!) {
      proposeMatch(input: $input) { ... on ProposeMatchPayload { match { id } } ... on UserError { message } }
    }`,
    { input: { requestId: request?.id, advocateId: advocate?.id, reason, overrideReason: reason } },
  );
  await desk.context().close();
  return { ...asked, matchId: proposeMatch.match.id, advocate: advocate?.firstName ?? '' };
}

/** Two who have agreed how they meet. */
export async function together(browser: Browser, kith: RunningKith, name: string, words: string): Promise<Together> {
  const two = await introduce(browser, kith, await ask(kith, name, words));
  const { matchId } = two;
  const page = await atWork(browser, kith, two.advocate);
  const firstMeeting = { channel: 'COME_BACK', when: 'Thursday, 2 pm', words: 'Hello.' };
  for (const [field, input] of [
    ['acceptMatch', { matchId, firstMeeting }],
    ['proposeAgreement', { matchId }],
    ['recordReadOut', { matchId, number: 1 }],
  ] as const) {
    const type = {
      acceptMatch: 'AcceptMatchInput',
      proposeAgreement: 'ProposeAgreementInput',
      recordReadOut: 'AgreementVersionInput',
    }[field];
    const query = `mutation ($input: ${type}!) { done: ${field}(input: $input) { ... on UserError { message } } }`;
    expect(await act(page, kith, query, { input })).toEqual({ done: {} });
  }
  await page.context().close();
  return two;
}

/** A day from today, as a date field takes it. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
