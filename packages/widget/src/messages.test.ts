import { expect, it } from 'vitest';
import { en } from './messages/en.ts';
import { enOpened } from './messages/en-opened.ts';
import { fetchMessages, type Messages, messagesFor } from './messages.ts';
import { fetchOpenedMessages, openedMessagesFor } from './opened-messages.ts';

const LANGUAGES = ['ar', 'cy', 'pl', 'uk'];

async function read(lang: string) {
  await fetchMessages(lang, () => undefined);
  await fetchOpenedMessages(lang);
  return { m: messagesFor(lang) as Messages, w: openedMessagesFor(lang) };
}

/** Every text by its path. */
function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([key, one]) => texts(one, `${path}.${key}`));
}

// packages/server/src/modules/partners/texts.ts
const REPLACEABLE = ['label', 'what', 'nearHint', 'ratherTalk', 'connect', 'connectHint'];

it('has the texts that a partner may replace', () => {
  expect(Object.keys(en)).toEqual(expect.arrayContaining(REPLACEABLE));
});

const holes = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted().join();

it.each(LANGUAGES)('%s says everything that English says, with the same holes and none in English', async (lang) => {
  const { m, w } = await read(lang);
  const { places: _theirs, calendar: _words, ...said } = m;
  const { places: _ours, ...english } = en;
  const own = new Map(texts({ ...said, ...w }));
  const given = new Map(texts({ ...english, ...enOpened }));
  expect([...own.keys()].toSorted()).toEqual([...given.keys()].toSorted());
  for (const [path, text] of given) expect([path, holes(own.get(path) ?? '')]).toEqual([path, holes(text)]);
  // Words that two languages share are few; a text that was forgotten is the same as in English.
  const shared = [...given].filter(([path, text]) => own.get(path) === text).map(([path]) => path);
  expect(shared.filter((path) => !['.at', '.online', '.cost'].includes(path))).toEqual([]);
});

it.each(LANGUAGES)('%s has a text for each of its plural forms and for no other', async (lang) => {
  const { m } = await read(lang);
  const { pluralCategories } = new Intl.PluralRules(lang).resolvedOptions();
  expect(Object.keys(m.places).toSorted()).toEqual(pluralCategories.toSorted());
});

it('has English for a language that it does not speak, and while one cannot be had', async () => {
  expect(messagesFor('zu')).toBe(en);
  expect(openedMessagesFor('zu')).toBe(enOpened);
  await fetchOpenedMessages('zu');
  expect(openedMessagesFor('zu')).toBe(enOpened);
});
