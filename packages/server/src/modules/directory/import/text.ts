/** Told whenever a value had to be changed or dropped. The sentence follows the field's name: "url: …". */
export type Tell = (what: string) => void;

/** How long texts may be, in characters. */
export const TEXT_LIMITS = { name: 300, line: 1_000, text: 12_000 } as const;

const INVISIBLE = /[\p{Cc}--[\t\n\r]]|[\u{feff}\u{200b}\u{2060}\u{202a}-\u{202e}\u{2066}-\u{2069}]|\p{Cs}/gv;
/** More marks on one letter than any language writes: putting them in order takes the square of their number. */
const PILED_MARKS = /(\p{M}{30})\p{M}+/gu;
const NOTHING = /^(?:n\/?a|null|none given|undefined|nan|blank|-+|\.)$/i;
const WINDOWS_1252 = new Map(
  [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'].map((char, index) => [char, 0x80 + index]),
);
// biome-ignore format: a table
const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', pound: '£', euro: '€', copy: '©', reg: '®', trade: '™',
  hellip: '…', mdash: '—', ndash: '–', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', bull: '•', middot: '·',
  eacute: 'é', egrave: 'è', agrave: 'à', aacute: 'á', iacute: 'í', oacute: 'ó', uacute: 'ú', ntilde: 'ñ', uuml: 'ü',
  ouml: 'ö', auml: 'ä', ccedil: 'ç', deg: '°', frac12: '½', times: '×',
};

/**
 * One text as people should read it: no markup, no control characters, no mojibake, no spaces at the ends.
 *
 * @returns null when nothing is left
 */
export function cleanText(value: unknown, max: number, tell: Tell): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') {
    if (value !== null && value !== undefined) tell('is not text and was left out');
    return null;
  }
  // Cut before the costly steps: nobody writes a description of a megabyte in good faith.
  let text = value.length > max * 4 ? value.slice(0, max * 4) : value;
  // Garbled letters first: half of a curly quote looks like a control character.
  text = withoutMojibake(text, tell);
  text = withoutControls(text, tell);
  if (/\\[nrt]/.test(text)) {
    const unfolded = text.replace(/\\r\\n|\\n|\\r/g, '\n').replaceAll('\\t', ' ');
    if (unfolded !== text) tell('had new lines written out as "\\n"; they are new lines now');
    text = unfolded;
  }
  text = withoutMarkup(text, tell);
  text = text
    .replace(PILED_MARKS, '$1')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .normalize('NFC');
  if (text.length > max || value.length > max * 4) {
    tell(`is longer than ${max} characters and was cut`);
    text = `${text
      .slice(0, max - 1)
      .replace(/[\uD800-\uDBFF]$/, '')
      .trimEnd()}…`;
  }
  return text === '' || NOTHING.test(text) ? null : text;
}

/** The same on one line. */
export function cleanLine(value: unknown, max: number, tell: Tell): string | null {
  return cleanText(value, max, tell)?.replace(/\s*\n\s*/g, ' ') ?? null;
}

function withoutControls(text: string, tell: Tell): string {
  // Controls except tab and line ends, lone surrogates, direction overrides and zero-width marks.
  const cleaned = text.replace(INVISIBLE, '');
  if (cleaned.length !== text.length) tell('had characters that nobody can see; they were taken out');
  return cleaned;
}

/** "CafÃ©" was UTF-8 that somebody read as Windows-1252; twice, for some. */
function withoutMojibake(text: string, tell: Tell): string {
  let repaired = text;
  for (let round = 0; round < 2 && /[ÂÃâÅÄÐð]/.test(repaired); round++) {
    const next = repaired.replace(/[\u0080-\uffff]{2,}/g, (run) => asUtf8(run) ?? run);
    if (next === repaired) break;
    repaired = next;
  }
  if (repaired !== text) tell('had garbled letters (wrong encoding); they were put right');
  return repaired;
}

function asUtf8(run: string): string | null {
  const bytes: number[] = [];
  for (const char of run) {
    const code = char.codePointAt(0) ?? 0;
    const byte = WINDOWS_1252.get(char) ?? (code <= 0xff ? code : -1);
    if (byte < 0) return null;
    bytes.push(byte);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return null;
  }
}

function withoutMarkup(text: string, tell: Tell): string {
  if (!/[<&]/.test(text)) return text;
  let plain = text;
  let hadTags = false;
  // Markup may be written as entities of markup: decode and strip until nothing changes.
  for (let round = 0; round < 4; round++) {
    const stripped = stripTags(plain);
    hadTags ||= stripped !== plain;
    const decoded = decodeEntities(stripped);
    if (decoded === plain) break;
    plain = decoded;
  }
  if (hadTags) tell('had HTML; only its words were kept');
  return stripTags(plain);
}

/** A tag ends at the next "<" at the latest: one that looked on to the end would take the square of many open ones. */
function stripTags(text: string): string {
  return text
    .replace(/<(script|style|iframe|object|template|noscript)\b[^<>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/<li\b[^<>]*>/gi, '\n- ')
    .replace(/<(?:br|hr|\/?(?:p|div|ul|ol|tr|table|h[1-6]|section|article|blockquote))\b[^<>]*>/gi, '\n')
    .replace(/<\/?[a-z][^<>]*(?:>|$)/gi, '')
    .replace(/<[!?][^<>]*(?:>|$)/g, '');
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}\d{0,2}));/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED_ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    const isText = code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) && code !== 0x7f;
    return isText ? String.fromCodePoint(code) : ' ';
  });
}
