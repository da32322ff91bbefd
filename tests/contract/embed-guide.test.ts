import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { platforms, snippetFor } from '../../packages/console/src/embed/platforms.ts';
import { TEST_ROOT } from '../../packages/server/src/testing/app.ts';

const guide = readFileSync(`${TEST_ROOT}/docs/embed.md`, 'utf8');
const blocks = [...guide.matchAll(/```(\w+)\n(.*?)\n```/gs)].map(([, language = '', text = '']) => ({
  language,
  text,
}));
const chosen = { kith: 'https://kith.example.org', key: 'pk_your_key', nation: 'ENGLAND', locale: 'en' } as const;

// That each of them works is tried in a browser: tests/hostile-hosts/embed-guide.spec.ts.
it('shows what the console gives, for each of the three ways', () => {
  const shown = blocks.filter(({ language }) => language === 'html').map(({ text }) => text);
  expect(shown).toEqual((['script', 'frame', 'link'] as const).map((way) => snippetFor(way, chosen)));
});

it.each(platforms)('says where to paste it in $name', ({ name, way }) => {
  const row = guide.split('\n').find((line) => line.startsWith(`| ${name.replace(/ \(.*/, '')} |`));
  expect(row?.split('|')[2]?.trim()).toBe(way);
});
