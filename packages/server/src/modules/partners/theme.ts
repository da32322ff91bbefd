/** Colours and shape of a partner's widget. Branding never touches urgent help or "Leave this page". */
export interface Theme {
  accent: string | null;
  /** Black or white: whichever can be read on the accent. */
  accentText: string | null;
  /** Pixels. */
  radius: number | null;
  /** light, dark or auto. */
  theme: string | null;
}

const MAX_RADIUS = 32;

/** Reads what was saved; anything that is not a plain colour or number is left out, so that nothing else can ride in. */
export function readTheme(saved: unknown): Theme {
  const { accent, radius, theme } = (typeof saved === 'object' && saved !== null ? saved : {}) as Record<
    string,
    unknown
  >;
  const colour = typeof accent === 'string' && /^#[0-9a-f]{6}$/i.test(accent) ? accent.toLowerCase() : null;
  return {
    accent: colour,
    accentText:
      colour === null ? null : contrast(colour, '#ffffff') >= contrast(colour, '#000000') ? '#ffffff' : '#000000',
    radius: typeof radius === 'number' && radius >= 0 && radius <= MAX_RADIUS ? Math.round(radius) : null,
    theme: theme === 'light' || theme === 'dark' || theme === 'auto' ? theme : null,
  };
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio"). @param left, right "#rrggbb" */
export function contrast(left: string, right: string): number {
  const [darker = 0, lighter = 0] = [luminance(left), luminance(right)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
