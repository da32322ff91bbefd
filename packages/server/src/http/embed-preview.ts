import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { accentTextOn, colourOf } from '../modules/partners/theme.ts';

const POLICY = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** /embed/preview: the widget with settings that are not saved yet, framed by the console alone. */
export function embedPreview(): Hono {
  return new Hono().get('/embed/preview', (c) => {
    const nonce = randomBytes(16).toString('base64url');
    c.header('content-security-policy', POLICY(nonce));
    c.header('x-frame-options', 'SAMEORIGIN');
    c.header('cache-control', 'no-store');
    c.header('x-robots-tag', 'noindex');
    return c.html(previewPage(new URL(c.req.url).searchParams, nonce));
  });
}

function previewPage(asked: URLSearchParams, nonce: string): string {
  // Only what can be nothing but a colour and a number comes near a style.
  const [accent, paper, ink] = ['accent', 'paper', 'ink'].map((name) => colourOf(asked.get(name)));
  const radius = asked.get('radius') ?? '';
  const page = asked.get('page') === 'dark' ? 'dark' : 'light';
  const theme = /^(light|dark)$/.exec(asked.get('theme') ?? '')?.[0] ?? page;
  const set = (name: string, light: string | null | undefined, dark: string): string =>
    light ? `--kith-${name}:light-dark(${light},${dark})` : '';
  // As packages/widget/src/theme.ts does with what is saved.
  const rules = [
    set('accent', accent, `color-mix(in srgb,${accent},#fff 60%)`),
    set('accent-text', accent && accentTextOn(accent), '#15181f'),
    set('paper', paper, '#15181f'),
    set('ink', ink, '#eef0f4'),
    paper || ink ? '--kith-wash:color-mix(in srgb,var(--paper),var(--ink) 4%)' : '',
    /^\d{1,2}$/.test(radius) ? `--kith-radius:${Math.min(32, Number(radius))}px` : '',
  ];
  const attributes = ['partner', 'near', 'lang']
    .flatMap((name) => {
      const value = asked.get(name)?.slice(0, 100);
      return value ? [` ${name}="${escapeHtml(value)}"`] : [];
    })
    .join('');
  return `<!doctype html>
<html lang="en" dir="${asked.get('dir') === 'rtl' ? 'rtl' : 'ltr'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Preview</title>
<style nonce="${nonce}">
:root{color-scheme:${page}}
body{margin:16px;font-family:system-ui,sans-serif}
kith-widget{${rules.filter(Boolean).join(';')}}
</style>
<script async src="/v1/kith.js"></script>
<kith-widget loading="eager" theme="${theme}"${attributes}></kith-widget>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}
