import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../testing/app.ts';
import { anotherInTouch, twoInTouch } from '../../testing/doing.ts';
import { aPersonAsks } from '../../testing/peers.ts';
import { type HeldPage, QuietBrowser } from '../../testing/person.ts';

let app: TestApp;
let browser: QuietBrowser;
let page: HeldPage;

beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  browser = new QuietBrowser(app);
  const { person } = await anotherInTouch(app, await twoInTouch(app));
  page = await browser.post('/back', { code: person.receipt.code });
});
afterAll(() => app.close());

async function press(what: string, fields: Record<string, string> = {}): Promise<HeldPage> {
  page = await browser.post('/back', { pass: page.fields.pass ?? '', key: page.fields.key ?? '', ...fields, do: what });
  return page;
}
const fieldOf = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page.html)?.[1] ?? '';

describe("one's own plan, from the come-back page", () => {
  it('leads to seeing, correcting, sharing, stopping and deleting without an account (S31)', () => {
    for (const [label, id] of Object.entries({
      See: 'words',
      Correct: 'words',
      Share: 'plan',
      Stop: 'stop',
      Delete: 'stop',
    })) {
      expect(page.html).toContain(`<a href="#${id}-title">${label} it</a>`);
      expect(page.html).toContain(`id="${id}-title"`);
    }
  });

  it('adds, keeps what was typed when a day is wrong, puts right and takes out', async () => {
    await press('plan-new', {
      kind: 'MEETING',
      'plan-MEETING-words': 'My own room',
      'plan-MEETING-onDay': '31/02/2027',
    });
    expect([page.status, page.text.includes('My own room')]).toEqual([400, true]);
    await press('plan-new', {
      kind: 'MEETING',
      'plan-MEETING-words': 'My own room',
      'plan-MEETING-onDay': '01/12/2026',
    });
    expect(page.text).toContain('1 December 2026');
    const entryId = fieldOf('entryId');
    await press('plan-change', {
      entryId,
      [`plan-${entryId}-words`]: 'A room',
      [`plan-${entryId}-decided`]: 'In March',
    });
    expect(page.text).toContain('What was decided: In March');
    await press('plan-share', { part: 'MEETINGS' });
    expect(page.text).toContain('can read this part');
    await press('plan-unshare', { part: 'MEETINGS' });
    expect(page.text).not.toContain('can read this part');
    await press('plan-remove', { entryId });
    expect(page.text).not.toContain('In March');
  });

  it('asks five things, never again at once, and shows them in plain words', async () => {
    expect(page.html.match(/type="radio" name="answer-/g)).toHaveLength(25);
    await press('check-in');
    expect(page.status).toBe(400);
    await press('check-in', { 'answer-hope': 'SOME' });
    expect(page.text).toMatch(/I have hope\. .*: Some/);
    expect(page.html).not.toContain('name="answer-');
    await press('check-in-remove');
    expect(page.text).not.toContain('I have hope.');
  });

  it('answers what is no kind, no part and nobody’s with a page', async () => {
    for (const [what, fields] of [
      ['plan-new', { kind: 'toString' }],
      ['plan-change', { entryId: "'; --", "plan-'; ---words": 'x' }],
      ['plan-remove', { entryId: 'x' }],
      ['plan-share', { part: 'JOURNEY' }],
    ] as const)
      expect((await press(what, fields)).status).toBeLessThan(500);
  });
});

describe('a reminder of a meeting, from the come-back page', () => {
  it('says why not to who comes back by themselves', async () => {
    await press('plan-new', {
      kind: 'MEETING',
      'plan-MEETING-words': 'My own room',
      'plan-MEETING-onDay': '26/11/2026',
    });
    expect(page.text).toContain('We can remind you by e-mail or text. You can choose one under “How to reach you”.');
    expect(page.html).not.toContain('value="plan-remind"');
  });

  it('is asked for and taken back in one press each, stands in the download, and goes when the meeting is moved', async () => {
    const person = await aPersonAsks(app, { reach: { channel: 'EMAIL', value: 'jo@example.org' } });
    page = await browser.post('/back', { code: person.receipt.code });
    const meeting = { 'plan-MEETING-words': 'My own room', 'plan-MEETING-onDay': '26/11/2026' };
    await press('plan-new', { kind: 'MEETING', ...meeting });
    expect(page.text).toContain('We can write to you on Wednesday 25 November, in your safe times.');
    const entryId = fieldOf('entryId');
    await press('plan-remind', { entryId });
    expect(page.text).toContain('We will write to you on Wednesday 25 November.');
    const pass = page.fields.pass ?? '';
    const download = await browser.post('/back', { pass, do: 'download-text' });
    expect(download.html).toContain('We will write to you on Wednesday 25 November.');
    await press('plan-unremind', { entryId });
    expect(page.text).toContain('We can write to you on Wednesday 25 November');
    await press('plan-remind', { entryId });
    const moved = { [`plan-${entryId}-words`]: 'My own room', [`plan-${entryId}-onDay`]: '27/11/2026' };
    await press('plan-change', { entryId, ...moved });
    expect(page.text).toContain('It is on another day now');
    expect(page.text).toContain('We can write to you on Thursday 26 November');
    await press('plan-remind', { entryId: "'; --" });
    expect(page.status).toBe(200);
  });
});
