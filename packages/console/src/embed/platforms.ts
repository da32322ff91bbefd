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
    otherwise: 'If the frame disappears when you save, your site allows no frames: use the link.',
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

/** What goes into the snippet. */
export interface Chosen {
  /** Where Kith is, as an origin. */
  kith: string;
  key: string;
  near: string | null;
  /** One area of life to begin with; null: all. */
  area: string | null;
  locale: string;
}

/** The text to paste. Every value is one that Kith knows, or is escaped: a snippet never carries more than it says. */
export function snippetFor(way: Platform['way'], { kith, key, near, area, locale }: Chosen): string {
  const settings = { partner: key, near, area: area?.toLowerCase() ?? null, lang: locale === 'en' ? null : locale };
  const attributes = Object.entries(settings)
    .flatMap(([name, value]) => (value === null ? [] : [` ${name}="${escapeHtml(value)}"`]))
    .join('');
  const query = new URLSearchParams(Object.entries(settings).filter((entry): entry is [string, string] => !!entry[1]));
  const link = `${kith}/connect?partner=${encodeURIComponent(key)}`;
  if (way === 'link') return `<a href="${escapeHtml(link)}">Connect me with a peer</a>`;
  if (way === 'frame') {
    return [
      `<iframe src="${escapeHtml(`${kith}/embed?${query}`)}"`,
      '  title="Find help or a peer" width="100%" height="700" style="border: 0"',
      '  sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-top-navigation-by-user-activation"></iframe>',
      '<p>Need help now? In danger: <a href="tel:999">999</a>. To talk: Samaritans <a href="tel:116123">116 123</a>.</p>',
    ].join('\n');
  }
  return [
    `<script async src="${kith}/v1/kith.js"></script>`,
    `<kith-widget${attributes}>`,
    '  <p>Need help now? In danger: <a href="tel:999">999</a>. To talk: Samaritans <a href="tel:116123">116 123</a>.</p>',
    `  <p><a href="${escapeHtml(link)}">Connect me with a peer</a></p>`,
    '</kith-widget>',
  ].join('\n');
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}
