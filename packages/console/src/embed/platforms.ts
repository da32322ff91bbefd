import { ALWAYS, type UrgentHelpNation, urgentHelpOf } from '@kith/contract/urgent-help.ts';

/** What a partner's page is made with. */
export interface Platform {
  id: string;
  name: string;
  /** How Kith gets onto such a page: the first that works there. */
  way: 'script' | 'frame' | 'link';
  /** What to do, one thing a line. Menus change; the words are close enough to find them. */
  steps: readonly string[];
  /** When it does not work there. */
  otherwise?: string;
}

export const platforms: readonly Platform[] = [
  {
    id: 'html',
    name: 'Any page where you can edit the HTML',
    way: 'script',
    steps: [
      'Open the page in your editor, and the place where Kith should be.',
      'Paste the text below. Nothing else is needed.',
      'Publish the page, then press "Check my page" below.',
    ],
  },
  {
    id: 'wordpress',
    name: 'WordPress',
    way: 'frame',
    steps: [
      'Open the page and add a block "Custom HTML".',
      'Paste the text below into it.',
      'Press "Preview" to see it, then publish.',
    ],
    otherwise:
      'If the frame disappears when you save, your site allows no frames: use the link, or the Kith plugin for WordPress (ask whoever runs your Kith for it). It needs the address and the key in the text above, and gives you a block and [kith].',
  },
  {
    id: 'wix',
    name: 'Wix',
    way: 'frame',
    steps: [
      'In the editor choose "Add elements", then "Embed code" and "Embed HTML".',
      'Choose "Code", paste the text below and press "Update".',
      'Pull the box as wide as your column and about 700 pixels high, then publish.',
    ],
  },
  {
    id: 'squarespace',
    name: 'Squarespace',
    way: 'frame',
    steps: [
      'Edit the page, add a block and choose "Code" (or "Embed", then "Code snippet").',
      'Paste the text below and save.',
    ],
    otherwise: 'If your plan has no code block, add a button and give it the address in the link.',
  },
  {
    id: 'google-sites',
    name: 'Google Sites',
    way: 'frame',
    steps: [
      'Choose "Insert", then "Embed", then "Embed code".',
      'Paste the text below, press "Next" and "Insert".',
      'Pull the box as wide as the page and about 700 pixels high, then publish.',
    ],
  },
  {
    id: 'drupal',
    name: 'Drupal',
    way: 'script',
    steps: [
      'Edit the page or a block, and choose the text format "Full HTML".',
      'Press "Source", paste the text below and save.',
    ],
    otherwise: 'If the text format takes scripts out, use the frame, or ask who looks after the site.',
  },
  {
    id: 'link',
    name: 'Only a link or a button (works everywhere: mails, PDFs, QR codes)',
    way: 'link',
    steps: ['Add a button or a link.', 'Give it the address inside the quotation marks below.'],
  },
];

/** What goes into the snippet: as little as can be, so that what is changed in the settings later changes the page. */
export interface Chosen {
  /** Where Kith is, as an origin. */
  kith: string;
  key: string;
  /** Whose urgent-help numbers stand there when Kith cannot be reached. */
  nation: UrgentHelpNation;
  /** Of the page: the one setting that stands in the text itself, since everything is fetched in it. */
  locale: string;
}

/** The text to paste. Every value is one that Kith knows, or is escaped: a snippet never carries more than it says. */
export function snippetFor(way: Platform['way'], { kith, key, nation, locale }: Chosen): string {
  // The "&" stays as it is: some editors want the address alone, and in HTML "&lang=" says the same either way.
  const query = new URLSearchParams({ partner: key, lang: locale });
  const link = `<a href="${kith}/connect?${query}">Connect me with a peer</a>`;
  const help = `<p>Need help now? ${numbersOf(nation)}</p>`;
  if (way === 'link') return link;
  if (way === 'frame') {
    // No style: a careful site's policy takes it out.
    return [
      `<iframe src="${kith}/embed?${query}"`,
      '  title="Find help or a peer" width="100%" height="700" frameborder="0" referrerpolicy="origin" allow="clipboard-write"',
      '  sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals allow-top-navigation-by-user-activation"></iframe>',
      help,
    ].join('\n');
  }
  return [
    `<script async src="${kith}/v1/kith.js"></script>`,
    `<kith-widget partner="${escapeHtml(key)}" lang="${escapeHtml(locale)}">`,
    `  ${help}`,
    `  <p>${link}</p>`,
    '</kith-widget>',
  ].join('\n');
}

/** Whom somebody can ring at any hour, danger first. It is read where Kith is not, so it stands in the page itself. */
function numbersOf(nation: UrgentHelpNation): string {
  return urgentHelpOf(nation)
    .filter(({ channel, hours }) => channel === 'PHONE' && hours === ALWAYS)
    .map(({ name, href, display }) => `${escapeHtml(name)}: <a href="${escapeHtml(href)}">${escapeHtml(display)}</a>.`)
    .join(' ');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}
