import type { AskView } from './ask-view.ts';
import { languageNames } from './texts/languages.ts';

/** The same page in another language: ordinary links, each in its own language. Outside the form, which the script takes over. */
export function LanguageChoice({ view }: { view: AskView }) {
  const { partnerKey, area, service, askedFor, isFramed, language, w } = view;
  const addressIn = (lang: string) =>
    `/connect?${new URLSearchParams({
      ...(partnerKey && { partner: partnerKey }),
      ...(area && { area }),
      ...(service && { service: service.id }),
      ...(askedFor && { for: askedFor }),
      ...(isFramed && { framed: '1' }),
      lang,
    })}`;
  return (
    <nav class="languages" aria-label={w.languages}>
      {Object.entries(languageNames).map(([lang, name]) => (
        <a key={lang} href={addressIn(lang)} lang={lang} hreflang={lang} aria-current={lang === language || undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
