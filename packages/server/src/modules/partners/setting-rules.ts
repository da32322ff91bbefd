import { InvalidInput } from '../../errors.ts';
import { hasProperHost, isSecure } from './site-origin.ts';
import { colourOf, contrastProblem } from './theme.ts';

export const MOST_ORIGINS = 20;
const LONGEST_ORIGIN = 255;
const LONGEST_NAME = 120;
const LONGEST_PLACE = 80;
const LONGEST_URL = 500;

/**
 * The origins of a partner's pages, each in the one spelling that browsers send.
 *
 * @param typed addresses of pages or sites; the path of a page is left out
 * @throws {InvalidInput} not a web address of one site, http anywhere but on this machine, or too many
 */
export function readOrigins(typed: readonly string[]): string[] {
  const origins = new Set<string>();
  for (const text of typed.map((one) => one.trim()).filter((one) => one !== '')) {
    const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
    if (!url || text.length > LONGEST_ORIGIN || url.username || url.password || !hasProperHost(url))
      throw new InvalidInput(
        `"${text.slice(0, 80)}" is no web address. Write it like https://www.example.org.`,
        'origins',
      );
    if (!isSecure(url))
      throw new InvalidInput(
        `${url.host} must start with https://: on a page without it, others can read what people type.`,
        'origins',
      );
    origins.add(url.origin);
  }
  if (origins.size > MOST_ORIGINS)
    throw new InvalidInput(`Name at most ${MOST_ORIGINS} sites. Ask us for another key for the rest.`, 'origins');
  return [...origins];
}

/** @throws {InvalidInput} empty or too long */
export function readPartnerName(text: string): string {
  const name = plain(text);
  if (name === '' || name.length > LONGEST_NAME)
    throw new InvalidInput(`Write a name of up to ${LONGEST_NAME} characters.`, 'name');
  return name;
}

/** @throws {InvalidInput} too long */
export function readNear(text: string): string | null {
  const near = plain(text);
  if (near.length > LONGEST_PLACE)
    throw new InvalidInput('Write a postcode, the first half of one, or the name of a town.', 'near');
  return near || null;
}

/** @throws {InvalidInput} not an http(s) address */
export function readWebsite(text: string): string | null {
  const typed = text.trim();
  if (typed === '') return null;
  const url = URL.parse(typed);
  if (!url || !/^https?:$/.test(url.protocol) || typed.length > LONGEST_URL || url.username || url.password)
    throw new InvalidInput('Write a web address like https://www.example.org.', 'websiteUrl');
  return url.href;
}

/** What a partner chooses of its look; null: Kith's own. */
export interface ChosenTheme {
  accent?: string | null;
  paper?: string | null;
  ink?: string | null;
  radius?: number | null;
  theme?: string | null;
}

/**
 * A look that can be read by everybody, as it is saved.
 *
 * @throws {InvalidInput} not a colour, or one that cannot be read on the ground (under 4.5 to 1)
 */
export function readChosenTheme({ radius, theme, ...colours }: ChosenTheme): Record<string, string | number> {
  const chosen: Record<string, string | number> = {};
  for (const name of ['accent', 'paper', 'ink'] as const) {
    const typed = colours[name];
    if (!typed) continue;
    const colour = colourOf(typed);
    if (!colour) throw new InvalidInput('Write the colour as # and six digits, for example #1f6f6b.', `theme.${name}`);
    chosen[name] = colour;
  }
  const problem = contrastProblem({ accent: null, paper: null, ink: null, ...chosen });
  if (problem) throw new InvalidInput(problem.message, `theme.${problem.colour}`);
  if (typeof radius === 'number') {
    if (!Number.isInteger(radius) || radius < 0 || radius > 32)
      throw new InvalidInput('Roundness is a whole number from 0 to 32.', 'theme.radius');
    chosen.radius = radius;
  }
  if (theme) {
    if (!['light', 'dark', 'auto'].includes(theme))
      throw new InvalidInput('Choose light, dark or auto.', 'theme.theme');
    chosen.theme = theme;
  }
  return chosen;
}

function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
