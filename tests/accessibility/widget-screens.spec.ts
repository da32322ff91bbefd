import { expect, test } from '../support/kith.ts';

// What somebody who hears the page finds on each screen, in this order.
test('WIDGET 29: each screen says what it is, what can be done, and the two ways out before everything', async ({
  page,
  kith,
}) => {
  await page.goto(kith.partnerUrl);
  const widget = page.locator('kith-widget');
  await widget.scrollIntoViewIfNeeded();
  const words = widget.getByLabel('What would help?');
  await expect(words).toBeVisible();
  await expect(widget).toMatchAriaSnapshot(`
    - region "Find help or a peer":
      - button "Need help now?"
      - button "Leave page"
      - search:
        - textbox "What would help?"
        - textbox "Near"
        - button "Search"
      - button "More"
      - status
      - heading "Rather talk to somebody first?" [level=2]
      - button "Connect me with a peer"
  `);

  await words.fill('meet people');
  await words.press('Enter');
  await expect(widget.getByRole('status')).toHaveText(/^\d+ places? near/);
  await expect(widget).toMatchAriaSnapshot(`
    - region "Find help or a peer":
      - button "Need help now?"
      - button "Leave page"
      - search
      - heading /^\\d+ places? near/ [level=2]
      - group "Only show":
        - checkbox "Free"
        - checkbox "Online"
        - checkbox "Run by peers"
      - list:
        - listitem:
          - heading [level=3]:
            - button
      - status
      - button "Connect me with a peer"
  `);

  await widget.getByRole('heading', { level: 3 }).first().getByRole('button').click();
  await expect(widget.getByText('How to get in touch')).toBeVisible();
  await expect(widget).toMatchAriaSnapshot(`
    - region "Find help or a peer":
      - button "Need help now?"
      - button "Leave page"
      - article:
        - button "Back to the list"
        - heading [level=2]
        - term: Where
        - term: Cost
        - term: How to turn up
        - term: What happens the first time
        - term: Who runs it
        - term: How to get in touch
        - button "Connect me with a peer about this"
  `);

  await widget.getByRole('button', { name: 'Connect me with a peer about this' }).click();
  await expect(
    page.frameLocator('kith-widget iframe').getByRole('heading', { name: 'What’s going on?' }),
  ).toBeVisible();
  await expect(widget).toMatchAriaSnapshot(`
    - region "Find help or a peer":
      - button "Need help now?"
      - button "Leave page"
      - button "Back"
      - heading "Connect with a peer" [level=2]
      - link "Open this in a new tab"
      - iframe
  `);

  await widget.getByRole('button', { name: 'Need help now?' }).click();
  await expect(widget).toMatchAriaSnapshot(`
    - region "Find help or a peer":
      - button "Need help now?" [expanded]
      - button "Leave page"
      - button "Back"
      - heading [level=2]
      - list:
        - listitem:
          - link "999"
  `);
});
