import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { aPartnerWithPeers, QuietBrowser } from '../../testing/person.ts';

let app: TestApp;
let browser: QuietBrowser;
beforeAll(async () => {
  app = await createTestApp();
  browser = new QuietBrowser(app);
  await aPartnerWithPeers(app);
});
afterAll(() => app.close());

it('the rights and the pledge are a press away on every page of asking, coming back and help', async () => {
  for (const path of ['/connect?partner=pk_test_riverside', '/back', '/help', '/find']) {
    const { html, text } = await browser.open(path);
    expect([path, html.includes('href="/pledge"')]).toEqual([path, true]);
    for (const right of ['right to help', 'stop or pause', 'put right or deleted', 'somebody else', 'complain'])
      expect([path, text.includes(right)]).toEqual([path, true]);
  }
});

it('the pledge has a day and says what is never done (S101)', async () => {
  const { html, text } = await browser.open('/pledge');
  expect(html).toMatch(/<time datetime="\d{4}-\d\d-\d\d">/);
  for (const line of [
    'Nobody is forced',
    'No check-in is ever required',
    'never track where you are',
    'without your yes',
  ])
    expect(text).toContain(line);
});

it.each(['/speak-up', '/try-out'])('%s sends nothing, keeps nothing and needs nothing from anywhere', async (path) => {
  const { html } = await browser.open(path);
  expect(html).toContain('<textarea');
  for (const none of ['<form', '<script', ' name=', '<img', 'rel="stylesheet"']) {
    expect([none, html.slice(html.indexOf('<main')).includes(none)]).toEqual([none, false]);
  }
});

it('every item of the check-in and what it stands for is public', async () => {
  const { text } = await browser.open('/check-in');
  expect(text.match(/This one is asked/g)).toHaveLength(5);
  expect(text).toContain('Less self-stigma');
});

it('what people believe about peers, and what was found, is public, with its source under each answer (S97)', async () => {
  const { html, text } = await browser.open('/myths');
  expect(text).toContain('Malcolm Payne');
  expect(text.match(/Found by:/g)?.length).toBeGreaterThanOrEqual(8);
  expect(text.match(/“[^”]+”/g)?.length).toBeGreaterThanOrEqual(8);
  expect(html).toMatch(/<time datetime="\d{4}-\d\d-\d\d">/);
  for (const none of ['<form', '<script', '<img']) expect([none, html.includes(none)]).toEqual([none, false]);
  expect((await browser.open('/pledge')).html).toContain('href="/myths"');
});
