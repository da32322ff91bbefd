import { Field } from '@kith/ui/Field.tsx';
import type { JSX } from 'preact';
import { language } from '../words.ts';
import { type OwnWord, pageLanguages, replaceable } from './replaceable-words.ts';

/** All own words in the form, in all languages, also in those that are folded up. */
export function ownWordsIn(form: FormData): OwnWord[] {
  return pageLanguages.flatMap((language) =>
    replaceable.flatMap(({ key }) => {
      const text = String(form.get(nameOf(language, key)) ?? '').trim();
      return text === '' ? [] : [{ language, key, text }];
    }),
  );
}

/** The part of the form for own words: the language of the page is open, the others are folded up. */
export function OwnWords({ texts, open }: { texts: readonly OwnWord[]; open: string }): JSX.Element {
  return (
    <fieldset class="stack own-texts" aria-describedby="own-words-hint">
      <legend>In your own words</legend>
      <p class="hint" id="own-words-hint">
        Left empty, Kith's own words stand there. Urgent help, "Leave page" and what people agree to are the same
        everywhere.
      </p>
      {pageLanguages.map((code) => {
        const own = texts.filter((one) => one.language === code);
        return (
          <details key={code} open={code === open}>
            <summary>
              {language(code)}
              {own.length > 0 && ` (${own.length} of ${replaceable.length} your own)`}
            </summary>
            <div class="stack">
              {replaceable.map(({ key, place, kiths }) => (
                <Field
                  key={key}
                  id={`own-${code}-${key}`}
                  name={nameOf(code, key)}
                  lang={code}
                  dir="auto"
                  maxLength={200}
                  label={place}
                  hint={code === 'en' ? `Kith says: ${kiths}` : `In English Kith says: ${kiths}`}
                  defaultValue={own.find((one) => one.key === key)?.text ?? ''}
                />
              ))}
            </div>
          </details>
        );
      })}
    </fieldset>
  );
}

function nameOf(code: string, key: string): string {
  return `own:${code}:${key}`;
}
