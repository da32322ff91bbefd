import type { Embed } from './queries.ts';

const COLOUR = /^#[\da-f]{6}$/i;

/**
 * The partner's colours as the public properties, for which the page's own CSS still wins. In the dark the accent is
 * lightened, since nobody chose it for a dark ground.
 */
export function themeCss(theme: Embed['theme'] | undefined): string {
  const { accent, accentText, radius } = theme ?? {};
  let css = '';
  if (accent && COLOUR.test(accent)) {
    const text = accentText && COLOUR.test(accentText) ? accentText : '#fff';
    css = `--kith-accent:light-dark(${accent},color-mix(in srgb,${accent},#fff 60%));--kith-accent-text:light-dark(${text},#15181f);`;
  }
  if (radius || radius === 0) css += `--kith-radius:${Number(radius)}px`;
  return `:host{${css}}`;
}
