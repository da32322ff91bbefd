/** Texts for a partner's own pages, to be read and changed by them before they publish them. */
export function privacyText(name: string, kith: string): string {
  return [
    `On this page you can search for services and ask to be put in touch with a peer. This part of the page is Kith, and comes from ${kith}.`,
    `Kith sets no cookies here, stores nothing on your device and measures nobody. What you search for is sent to Kith to find an answer, and is not kept with anything about you. ${name} does not see it.`,
    `If you ask for a peer, you write on a page of Kith's own. ${name} cannot read what you write. The form says who reads it, what is passed on and when, and asks for your yes. You need no account. You can read, change and erase everything at any time with the link or the four words that you get.`,
    `${name} gets three counts a month (searches, people who asked, people who were connected with somebody), and none under five.`,
  ].join('\n\n');
}

/**
 * For the accessibility statement that public sites must have. It claims no more than what tests/accessibility,
 * tests/journeys/narrow-phone.spec.ts and ask.spec.ts do; whoever tries it by hand adds that here.
 */
export function accessibilityText(name: string, kith: string): string {
  return [
    `Part of this page is Kith (${kith}), which ${name} has put here. It is made to meet the Web Content Accessibility Guidelines 2.2 at level AA.`,
    'Every version is tested by program: its screens with the rules of axe, at 320 pixels wide, in light and in dark, in forced colours, from right to left and with letters twice as large; asking with the keyboard alone; and asking without JavaScript.',
    'Such tests find some barriers and not all. Kith has not been tried by people who use screen readers or other aids for this statement. If something does not work for you, tell us, and we pass it on to the people who make Kith.',
  ].join('\n\n');
}
