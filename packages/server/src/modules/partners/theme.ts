/** Colours and shape of a partner's widget. Branding never touches urgent help or "Leave this page". */
export interface Theme {
  /** Links and buttons, "#rrggbb". */
  accent: string | null;
  /** Black or white: whichever can be read on the accent. */
  accentText: string | null;
  /** The ground, "#rrggbb". */
  paper: string | null;
  /** Words on the ground, "#rrggbb". */
  ink: string | null;
  /** Pixels. */
  radius: number | null;
  /** light, dark or auto. */
  theme: string | null;
}

/** The three colours that a partner may choose. Null: Kith's own. */
export type ThemeColours = Pick<Theme, 'accent' | 'paper' | 'ink'>;

/** Two colours that many people cannot tell apart: WCAG 2.2, 1.4.3 asks for 4.5:1. */
export interface ContrastProblem {
  /** What is written on the ground. */
  colour: 'accent' | 'ink';
  /** With the measured figure, and what to do. */
  message: string;
}

const MAX_RADIUS = 32;
const ENOUGH = 4.5;
// As in packages/ui/src/tokens.css, in the light.
const KITHS: Record<keyof ThemeColours, string> = { accent: '#1f6f6b', paper: '#ffffff', ink: '#1d2330' };
// The wash under cards and notes is the ground with a little of the words' colour in it (packages/widget/src/theme.ts).
const IN_WASH = 0.04;

/** Reads what was saved; anything that is not a plain colour or number is left out, so that nothing else can ride in. */
export function readTheme(saved: unknown): Theme {
  const { accent, paper, ink, radius, theme } = (typeof saved === 'object' && saved !== null ? saved : {}) as Record<
    string,
    unknown
  >;
  const said = { accent: colourOf(accent), paper: colourOf(paper), ink: colourOf(ink) };
  // What cannot be read is not shown, however it came into the database.
  const colours = contrastProblem(said) ? { accent: null, paper: null, ink: null } : said;
  return {
    ...colours,
    accentText: colours.accent && accentTextOn(colours.accent),
    radius: typeof radius === 'number' && radius >= 0 && radius <= MAX_RADIUS ? Math.round(radius) : null,
    theme: theme === 'light' || theme === 'dark' || theme === 'auto' ? theme : null,
  };
}

/** Black or white: whichever can be read better on the colour of buttons. */
export function accentTextOn(accent: string): string {
  return contrast(accent, '#ffffff') >= contrast(accent, '#000000') ? '#ffffff' : '#000000';
}

/** "#RRGGBB" in small letters; null: not a colour. */
export function colourOf(text: unknown): string | null {
  return typeof text === 'string' && /^#[\da-f]{6}$/i.test(text) ? text.toLowerCase() : null;
}

/** The first pair of colours that cannot be read; null: all can. In the dark Kith's own ground and words are used. */
export function contrastProblem(colours: ThemeColours): ContrastProblem | null {
  const paper = colours.paper ?? KITHS.paper;
  const ink = colours.ink ?? KITHS.ink;
  const wash = mix(paper, ink, IN_WASH);
  for (const [name, colour] of [
    ['ink', ink],
    ['accent', colours.accent ?? KITHS.accent],
  ] as const) {
    const ratio = Math.min(contrast(colour, paper), contrast(colour, wash));
    if (ratio < ENOUGH) return { colour: name, message: sentence(name, Math.floor(ratio * 10) / 10) };
  }
  return null;
}

function sentence(colour: ContrastProblem['colour'], ratio: number): string {
  const what = colour === 'accent' ? 'Links and buttons' : 'Words';
  return `${what} would be hard to read: they have ${ratio} to 1 on their ground, and people need ${ENOUGH} to 1. Choose a darker or a lighter colour.`;
}

/** As color-mix(in srgb, …) does. @param share of the right one, 0 to 1 */
function mix(left: string, right: string, share: number): string {
  const parts = [1, 3, 5].map((start) => {
    const [from = 0, to = 0] = [left, right].map((colour) => Number.parseInt(colour.slice(start, start + 2), 16));
    return Math.round(from + (to - from) * share)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${parts.join('')}`;
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
