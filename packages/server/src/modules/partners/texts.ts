import { InvalidInput } from '../../errors.ts';
import { readLine } from '../../plain-text.ts';

/** The languages of the widget (docs/languages.md). */
export const embedLanguages = ['en', 'cy', 'pl', 'ar', 'uk'] as const;

/**
 * What a partner may say in their own words: keys of packages/widget/src/messages/en.ts. Never the two ways out, urgent help
 * or what a person agrees to.
 */
export const replaceableTexts = ['label', 'what', 'nearHint', 'ratherTalk', 'connect', 'connectHint'] as const;

/** One text of the widget in the partner's words. */
export interface EmbedText {
  /** One of embedLanguages. */
  language: string;
  /** One of replaceableTexts. */
  key: string;
  text: string;
}

const LONGEST = 200;
const MOST = 60;

/** Reads what was saved; what cannot be replaced is left out. */
export function readTexts(saved: unknown): EmbedText[] {
  return embedLanguages.flatMap((language) => {
    const texts = part(saved, language);
    return replaceableTexts.flatMap((key) => {
      const text = part(texts, key);
      return typeof text === 'string' && text !== '' && text.length <= LONGEST ? [{ language, key, text }] : [];
    });
  });
}

/**
 * As it is saved.
 *
 * @throws {InvalidInput} a language or text that cannot be replaced, one that is too long, or too many
 */
export function checkTexts(texts: readonly EmbedText[]): Record<string, Record<string, string>> {
  if (texts.length > MOST) throw new InvalidInput(`Name at most ${MOST} texts.`, 'texts');
  const saved: Record<string, Record<string, string>> = {};
  for (const { language, key, text } of texts) {
    if (!embedLanguages.some((one) => one === language))
      throw new InvalidInput(`The widget does not speak “${language.slice(0, 20)}”.`, 'texts');
    if (!replaceableTexts.some((one) => one === key))
      throw new InvalidInput(`“${key.slice(0, 40)}” is the same on every page and cannot be changed.`, 'texts');
    const line = readLine(text, LONGEST, 'texts');
    if (line) saved[language] = { ...saved[language], [key]: line };
  }
  return saved;
}

function part(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
