import parsePolicy from 'content-security-policy-parser';
import { Parser } from 'htmlparser2';

/** A partner's page as it came. */
export interface PageFacts {
  /** Where it came from in the end, after redirects. */
  url: string;
  html: string;
  /** Values of the header Content-Security-Policy: one page can have several, and all of them count. */
  policies: readonly string[];
}

/** Something that the check found: good news, or what is in the way and the line that helps. */
export interface Finding {
  code: FindingCode;
  isProblem: boolean;
  /** One plain sentence for the page's editor. */
  sentence: string;
  /** What to paste or to add; null: nothing. */
  line: string | null;
}

export type FindingCode =
  | 'WORKS'
  | 'SITE_NOT_LISTED'
  | 'UNREACHABLE'
  | 'NOTHING_FOUND'
  | 'SCRIPT_REMOVED'
  | 'ELEMENT_MISSING'
  | 'KEY_MISSING'
  | 'OTHER_KEY'
  | 'POLICY_BLOCKS_SCRIPT'
  | 'POLICY_BLOCKS_CONNECTION'
  | 'POLICY_BLOCKS_FRAME';

interface Embeds {
  script: { nonce: string | null } | null;
  element: { partner: string | null } | null;
  frame: { partner: string | null } | null;
  link: { partner: string | null } | null;
  policies: string[];
}

/**
 * What stands between a page and Kith: whether it is there, with the right key, and whether the page's own policy lets it in.
 *
 * @param kith the address of this Kith, as an origin
 * @param key the partner's public key
 */
export function checkPage(page: PageFacts, kith: string, key: string): Finding[] {
  const embeds = readEmbeds(page.html, page.url, kith);
  const problems = [...missing(embeds, kith, key), ...wrongKey(embeds, key), ...blocked(embeds, page, kith)];
  if (problems.length > 0) return problems;
  const way = embeds.element ? 'the script' : embeds.frame ? 'the frame' : 'the link';
  return [{ code: 'WORKS', isProblem: false, sentence: `It is there: ${way}, with your key.`, line: null }];
}

function readEmbeds(html: string, url: string, kith: string): Embeds {
  const found: Embeds = { script: null, element: null, frame: null, link: null, policies: [] };
  const inKith = (address: string | undefined, paths: RegExp): URL | null => {
    const target = address === undefined ? null : URL.parse(address, url);
    return target?.origin === kith && paths.test(target.pathname) ? target : null;
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'script' && inKith(attributes.src, /^\/v1\/kith[.\w-]*\.js$/))
        found.script ??= { nonce: attributes.nonce ?? null };
      if (name === 'kith-widget') found.element ??= { partner: attributes.partner ?? null };
      if (name === 'iframe') {
        const target = inKith(attributes.src, /^\/(embed|connect)$/);
        if (target) found.frame ??= { partner: target.searchParams.get('partner') };
      }
      if (name === 'a') {
        const target = inKith(attributes.href, /^\/(connect|find)$/);
        if (target) found.link ??= { partner: target.searchParams.get('partner') };
      }
      if (name === 'meta' && attributes['http-equiv']?.toLowerCase() === 'content-security-policy')
        found.policies.push(attributes.content ?? '');
    },
  });
  parser.end(html);
  return found;
}

function missing({ script, element, frame, link }: Embeds, kith: string, key: string): Finding[] {
  if (element && !script)
    return [
      {
        code: 'SCRIPT_REMOVED',
        isProblem: true,
        sentence:
          'The place for Kith is there, but the script is not: this site takes scripts out. Use the frame instead.',
        line: `<iframe src="${kith}/embed?partner=${key}" title="Find help or a peer" width="100%" height="640"></iframe>`,
      },
    ];
  if (script && !element)
    return [
      {
        code: 'ELEMENT_MISSING',
        isProblem: true,
        sentence: 'The script is there, but no place for Kith. Paste this line where it should show.',
        line: `<kith-widget partner="${key}"></kith-widget>`,
      },
    ];
  if (!element && !frame && !link)
    return [
      {
        code: 'NOTHING_FOUND',
        isProblem: true,
        sentence:
          'We found no Kith on this page. Check that it is published. Some sites take scripts and frames out, or build the page in the browser: the link works on all of them.',
        line: `<a href="${kith}/connect?partner=${key}">Connect me with a peer</a>`,
      },
    ];
  return [];
}

function wrongKey({ element, frame, link }: Embeds, key: string): Finding[] {
  return [element, frame, link].flatMap((one): Finding[] => {
    if (!one || one.partner === key) return [];
    const isMissing = one.partner === null || one.partner === '';
    return [
      {
        code: isMissing ? 'KEY_MISSING' : 'OTHER_KEY',
        isProblem: true,
        sentence: isMissing
          ? 'Your key is not on the page: people would not reach your team.'
          : 'There is another key on the page than yours: people would reach another team.',
        line: `partner="${key}"`,
      },
    ];
  });
}

/** Of all policies together: no browser reads a header of more, and a page may hold any number. */
const MOST_POLICY_CHARACTERS = 16 * 1024;

function cutShort(policies: readonly string[]): string[] {
  let left = MOST_POLICY_CHARACTERS;
  return policies.flatMap((policy) => {
    const part = policy.slice(0, left);
    // An empty one costs something as well.
    left -= part.length + 1;
    return left < 0 && part === '' ? [] : [part];
  });
}

function blocked(embeds: Embeds, page: PageFacts, kith: string): Finding[] {
  const { script, element, frame } = embeds;
  const policies = cutShort([...page.policies.flatMap((value) => value.split(',')), ...embeds.policies]).map(
    parsePolicy,
  );
  const wants: [FindingCode, boolean, string[], string][] = [
    ['POLICY_BLOCKS_SCRIPT', script !== null, ['script-src-elem', 'script-src', 'default-src'], 'the script'],
    ['POLICY_BLOCKS_CONNECTION', element !== null, ['connect-src', 'default-src'], 'what the script asks for'],
    [
      'POLICY_BLOCKS_FRAME',
      element !== null || frame !== null,
      ['frame-src', 'child-src', 'default-src'],
      'the form and the frame',
    ],
  ];
  return wants.flatMap(([code, isWanted, directives, what]): Finding[] => {
    if (!isWanted) return [];
    const refusing = policies.find((policy) => {
      const name = directives.find((one) => policy.has(one));
      if (!name) return false;
      const sources = policy.get(name) ?? [];
      const isTrusted = code === 'POLICY_BLOCKS_SCRIPT' && trustsScript(sources, script?.nonce ?? null);
      const isStrict = code === 'POLICY_BLOCKS_SCRIPT' && sources.includes("'strict-dynamic'");
      return !isTrusted && (isStrict || !sources.some((source) => matches(source, kith, page.url)));
    });
    if (!refusing) return [];
    const first = directives[code === 'POLICY_BLOCKS_SCRIPT' ? 1 : 0] ?? '';
    return [
      {
        code,
        isProblem: true,
        sentence: `The page's Content-Security-Policy blocks ${what}. Add Kith's address to ${first}.`,
        line: `${first} ${[...(refusing.get(first) ?? refusing.get('default-src') ?? [])].filter((one) => one !== "'none'").join(' ')} ${kith}`.replace(
          / +/g,
          ' ',
        ),
      },
    ];
  });
}

/** A nonce that the tag carries too; 'unsafe-inline' helps no script with an address. */
function trustsScript(sources: readonly string[], nonce: string | null): boolean {
  return nonce !== null && nonce !== '' && sources.includes(`'nonce-${nonce}'`);
}

/** Whether a source expression covers this Kith (CSP 3, "Does url match expression in origin?"), without paths. */
function matches(source: string, kith: string, pageUrl: string): boolean {
  const target = new URL(kith);
  const text = source.toLowerCase();
  if (text === "'self'") return new URL(pageUrl).origin === target.origin;
  if (text === '*') return /^https?:$/.test(target.protocol);
  if (/^[a-z][a-z0-9+.-]*:$/.test(text))
    return text === target.protocol || (text === 'http:' && target.protocol === 'https:');
  const [, scheme, host = '', port] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/:]+)(?::(\d+|\*))?(?:\/.*)?$/.exec(text) ?? [];
  if (host === '') return false;
  const wanted = `${scheme ?? new URL(pageUrl).protocol.slice(0, -1)}:`;
  const isScheme = wanted === target.protocol || (wanted === 'http:' && target.protocol === 'https:');
  const isHost = host.startsWith('*.')
    ? target.hostname.endsWith(host.slice(1))
    : host === '*' || host === target.hostname;
  const portOf = target.port || (target.protocol === 'https:' ? '443' : '80');
  return isScheme && isHost && (port === '*' || (port ?? (target.port === '' ? portOf : '')) === portOf);
}
