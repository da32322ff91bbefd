import { expect, expectNothingWrong, shows, test } from '../support/engines/test.ts';

// In Chromium: what docs/embed.md gives to paste, pasted, under the policy that it asks for (tests/contract/embed-guide.test.ts
// holds it to what the console gives).

for (const [way, frame] of [
  ['script', undefined],
  ['frame', '/embed'],
] as const) {
  test(`the ${way} of the guide searches and asks, with nothing blocked`, async ({ tab, site }) => {
    await tab.goto(`${site.url}/guide-${way}`);
    await shows(tab, 'field What would help?', frame);
    await tab.fill('field What would help?', 'meet people', frame);
    await tab.click('button Search', frame);
    await shows(tab, 'card', frame);
    await tab.click('button Connect me with a peer', frame);
    await shows(tab, 'heading What’s going on?', '/connect');
    await expectNothingWrong(tab, true);
  });
}

test('the link of the guide leads to the form, in its language', async ({ tab, site, kith }) => {
  await tab.goto(`${site.url}/guide-link`);
  await tab.click('link Connect me with a peer');
  await shows(tab, 'heading What’s going on?');
  expect(await tab.address()).toBe(`${kith.url}/connect?partner=pk_demo_riverside&lang=en`);
});
