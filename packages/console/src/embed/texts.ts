/** Texts for a partner's own pages, to be read and changed by them before they publish them. */
export function privacyText(name: string, kith: string): string {
  return [
    `On this page you can search for services and ask to be put in touch with a peer. This part of the page is Kith, and comes from ${kith}.`,
    `Kith sets no cookies here, stores nothing on your device and measures nobody. What you search for is sent to Kith to find an answer, and is not kept with anything about you. ${name} does not see it.`,
    `If you ask for a peer, you write on a page of Kith's own. ${name} cannot read what you write. The form says who reads it, what is passed on and when, and asks for your yes. You need no account. You can read, change and erase everything at any time with the link or the four words that you get.`,
    `${name} gets three counts a month (searches, people who asked, people who were connected with somebody), and none under five.`,
  ].join('\n\n');
}

/** For the accessibility statement that public sites must have. It claims no more than Kith tests. */
export function accessibilityText(name: string, kith: string): string {
  return [
    `Part of this page is Kith (${kith}), which ${name} has put here. It is made to meet the Web Content Accessibility Guidelines 2.2 at level AA.`,
    'It works with the keyboard alone and with screen readers, at 320 pixels wide, with letters twice as large, in dark and in forced colours. Asking for a peer also works without JavaScript.',
    'It is tested by program in every version and by hand from time to time. If something does not work for you, tell us, and we pass it on to the people who make Kith.',
  ].join('\n\n');
}
