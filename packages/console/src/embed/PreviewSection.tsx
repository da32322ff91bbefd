import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Draft } from './SettingsForm.tsx';

/** What the preview shows: saved settings, and what is chosen and not saved yet. */
export interface Previewed extends Draft {
  key: string;
  /** Own words, as they are saved: what is shown comes from Kith. */
  texts: readonly { language: string; key: string; text: string }[];
}

const looks = [
  { id: 'phone', label: 'Phone', width: 360 },
  { id: 'wide', label: 'Wide page', width: 900 },
] as const;

/** The widget as it would be on the partner's page. Searching in it is real; asking in it is not: it stops before sending. */
export function PreviewSection({ previewed }: { previewed: Previewed }): JSX.Element {
  const [look, setLook] = useState<(typeof looks)[number]['id']>('phone');
  const [isDark, setDark] = useState(false);
  const [isRtl, setRtl] = useState(false);
  const { key, near, locale, accent, paper, ink, radius, theme, texts } = previewed;
  const page = isDark ? 'dark' : 'light';
  const query = new URLSearchParams({
    partner: key,
    page,
    theme: theme === 'auto' ? page : theme,
    dir: isRtl ? 'rtl' : 'ltr',
    ...(near && { near }),
    ...(locale && { lang: locale }),
    ...(accent && { accent }),
    ...(paper && { paper }),
    ...(ink && { ink }),
    ...(radius && { radius }),
  });
  const width = looks.find(({ id }) => id === look)?.width ?? 360;
  return (
    <section class="stack card" aria-labelledby="preview-title">
      <h2 id="preview-title">How it looks</h2>
      <div class="row">
        <fieldset class="choices">
          <legend>Shown on</legend>
          {looks.map(({ id, label }) => (
            <button key={id} type="button" class="choice" aria-pressed={look === id} onClick={() => setLook(id)}>
              {label}
            </button>
          ))}
        </fieldset>
        <fieldset class="choices">
          <legend>As seen</legend>
          <button type="button" class="choice" aria-pressed={isDark} onClick={() => setDark(!isDark)}>
            In the dark
          </button>
          <button type="button" class="choice" aria-pressed={isRtl} onClick={() => setRtl(!isRtl)}>
            From right to left
          </button>
        </fieldset>
      </div>
      <div class="preview">
        <iframe
          // Shown anew once other words are saved.
          key={JSON.stringify(texts)}
          title="Preview of Kith on your page"
          src={`/embed/preview?${query}`}
          width={width}
          height={640}
        />
      </div>
      <p class="hint">
        Colours, shape, place and language show here before you save them; parts of life and your own words after. "Need
        help now?" and "Leave page" always stay.
      </p>
    </section>
  );
}
