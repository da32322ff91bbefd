import type { Embed } from './queries.ts';

const COLOUR = /^#[\da-f]{6}$/i;

/**
 * The partner's colours as the public properties, for which the page's own CSS still wins; the page's own attribute `theme`
 * wins as well. In the dark the accent is lightened and Kith's own ground is used, since nobody chose them for the dark.
 */
export function themeCss({ accent, accentText, paper, ink, radius, theme }: Embed['theme']): string {
  const set = (name: string, light: string | null, dark: string): string =>
    light && COLOUR.test(light) ? `--kith-${name}:light-dark(${light},${dark});` : '';
  let css =
    set('accent', accent, `color-mix(in srgb,${accent},#fff 60%)`) +
    set('accent-text', accentText, '#15181f') +
    set('paper', paper, '#15181f') +
    set('ink', ink, '#eef0f4');
  // The server has measured accent and ink on this wash, too.
  if (paper || ink) css += '--kith-wash:color-mix(in srgb,var(--paper),var(--ink) 4%);';
  if (radius !== null) css += `--kith-radius:${Number(radius)}px`;
  return `:host{${css}}:host(:not([theme])) .root{color-scheme:${/^(light|dark)$/.exec(theme ?? '') ?? 'inherit'}}`;
}
