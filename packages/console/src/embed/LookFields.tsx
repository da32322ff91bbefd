import { Field } from '@kith/ui/Field.tsx';
import type { JSX } from 'preact';

/** A look as it stands in the form: empty is Kith's own. */
export interface Look {
  accent: string;
  paper: string;
  ink: string;
  radius: string;
  /** "auto", "light" or "dark" */
  theme: string;
}

const themeWords: Readonly<Record<string, string>> = {
  auto: 'As your page is',
  light: 'Always light',
  dark: 'Always dark',
};

export function lookIn(form: FormData): Look {
  const value = (name: string) => String(form.get(name) ?? '').trim();
  return {
    accent: value('accent'),
    paper: value('paper'),
    ink: value('ink'),
    radius: value('radius'),
    theme: value('theme'),
  };
}

/** As it is sent: the whole look, since what is left out there goes back to Kith's own. */
export function themeOf({ accent, paper, ink, radius, theme }: Look) {
  return {
    accent: accent || null,
    paper: paper || null,
    ink: ink || null,
    // What is no whole number goes as one that is refused: null would take the old one away in silence.
    radius: radius === '' ? null : /^\d{1,4}$/.test(radius) ? Number(radius) : -1,
    theme,
  };
}

const colours = [
  [
    'accent',
    'Colour of buttons and links (optional)',
    'As # and six digits, for example #1f6f6b. It must be easy to read on the ground: 4.5 to 1.',
  ],
  ['paper', 'Colour of the ground (optional)', 'Left empty: white. In the dark Kith has its own.'],
  ['ink', 'Colour of words (optional)', 'Left empty: nearly black. It must be easy to read on the ground: 4.5 to 1.'],
] as const;

/** The part of the form for colours and shape. */
export function LookFields({
  theme,
  problem,
}: {
  theme: {
    accent: string | null;
    paper: string | null;
    ink: string | null;
    radius: number | null;
    theme: string | null;
  };
  problem: (field: string) => string | undefined;
}): JSX.Element {
  return (
    <>
      {colours.map(([name, label, hint]) => (
        <Field
          key={name}
          id={name}
          name={name}
          dir="ltr"
          spellcheck={false}
          label={label}
          hint={hint}
          defaultValue={theme[name] ?? ''}
          problem={problem(`theme.${name}`)}
        />
      ))}
      <Field
        id="radius"
        name="radius"
        inputMode="numeric"
        label="Roundness of corners (optional)"
        hint="From 0 to 32."
        defaultValue={theme.radius === null ? '' : String(theme.radius)}
        problem={problem('theme.radius')}
      />
      <div class="field">
        <label for="theme">Light or dark</label>
        <select id="theme" name="theme">
          {Object.entries(themeWords).map(([value, label]) => (
            <option key={value} value={value} selected={value === (theme.theme ?? 'auto')}>
              {label}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}
