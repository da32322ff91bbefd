import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { snippetFor } from '../../packages/console/src/embed/platforms.ts';
import { pageLanguages } from '../../packages/console/src/embed/replaceable-words.ts';
import {
  ALWAYS,
  type UrgentHelpNation,
  urgentHelpLines,
  urgentHelpOf,
} from '../../packages/contract/src/urgent-help.ts';

// That it works in a WordPress was tried by hand: examples/wordpress/README.md. This keeps it the same as the rest of Kith.
const folder = fileURLToPath(new URL('../../examples/wordpress/kith', import.meta.url));
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(php|js)$/.test(name))
  .map((name) => ({ name, text: read(name) }));

const markup = read('markup.php');
/** A text of the plugin, with values where PHP's sprintf puts them. */
const filled = (name: string, ...values: string[]): string => {
  const text = new RegExp(`^const ${name} += '(.*)';$`, 'm').exec(markup)?.[1];
  if (text === undefined) throw new Error(`markup.php has no ${name}`);
  return text.replaceAll(/%(\d)\$s|%%/g, (_all, at) => (at ? (values[at - 1] ?? '') : '%'));
};
const numbers = JSON.parse(read('numbers.json')) as Record<
  UrgentHelpNation,
  { name: string; href: string; display: string }[]
>;

const kith = 'https://kith.example.org';
const query = 'partner=pk_your_key&lang=en';
const helpOf = (nation: UrgentHelpNation) =>
  `<p>Need help now? ${numbers[nation].map(({ name, href, display }) => `${name}: ${filled('LINK', href, display)}.`).join(' ')}</p>`;
const link = filled('LINK', `${kith}/connect?${query}`, 'Connect me with a peer');

it.each([...new Set(urgentHelpLines.flatMap(({ nations }) => nations))])(
  'puts in the page what the console gives, in %s',
  (nation) => {
    const given = (way: 'script' | 'frame' | 'link') =>
      snippetFor(way, { kith, key: 'pk_your_key', nation, locale: 'en' }).replaceAll(/\n\s*/g, (gap) =>
        gap.endsWith('  ') ? ' ' : '',
      );
    const tight = (text: string) => text.replaceAll('> <', '><');
    const loader = `<script async src="${kith}${filled('LOADER')}"></script>`;
    const widget = filled('WIDGET', 'pk_your_key', 'en', '', `${helpOf(nation)}<p>${link}</p>`);
    expect(loader + widget).toBe(tight(given('script')));
    expect(filled('FRAME', `${kith}/embed?${query}`, 'Find help or a peer') + helpOf(nation)).toBe(
      tight(given('frame')),
    );
    expect(link).toBe(given('link'));
    const always = urgentHelpOf(nation).filter(({ channel, hours }) => channel === 'PHONE' && hours === ALWAYS);
    expect(numbers[nation].map(({ href }) => href)).toEqual(always.map(({ href }) => href));
  },
);

it('knows the languages and the nations that Kith knows', () => {
  const keysIn = (start: string) =>
    [...(read('settings.php').split(start)[1]?.split(');\n')[0] ?? '').matchAll(/^\s+'(\w+)' +=>/gm)].map(
      ([, key]) => key,
    );
  expect(keysIn('const LANGUAGES')).toEqual([...pageLanguages]);
  expect(keysIn('function nations()')).toEqual(Object.keys(numbers));
});

it('says the same version everywhere', () => {
  const version = /^ \* Version: +(\S+)$/m.exec(read('kith.php'))?.[1];
  expect(JSON.parse(read('find-help/block.json')).version).toBe(version);
  expect(read('find-help/editor.asset.php')).toContain(`'version'      => '${version}'`);
  expect(read('readme.txt')).toContain(`Stable tag: ${version}\n`);
});

it.each(code)('$name asks nobody, stores nothing about visitors, and can be translated', ({ text }) => {
  expect(text).not.toMatch(
    /wp_(safe_)?remote_|curl_|file_get_contents|fsockopen|fopen|fetch\(|XMLHttpRequest|sendBeacon/,
  );
  expect(text).not.toMatch(/setcookie|\$_(COOKIE|SERVER|SESSION|GET|POST|REQUEST)|localStorage|sessionStorage|wpdb/);
  const calls = [...text.matchAll(/_[_exn]\(/g)];
  const translated = [...text.matchAll(/_[_exn]\(\s*'(?:[^'\\]|\\.)*',\s*'kith',?\s*\)/g)];
  expect(translated).toHaveLength(calls.length);
});
