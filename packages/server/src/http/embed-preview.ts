import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';

const COLOUR = /^#[0-9a-f]{6}$/i;
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
  const accent = asked.get('accent') ?? '';
  const radius = asked.get('radius') ?? '';
  const isDark = asked.get('theme') === 'dark';
  // Only what can be nothing but a colour and a number comes near a style.
  const rules = [
    COLOUR.test(accent) ? `--kith-accent:light-dark(${accent},color-mix(in srgb,${accent},#fff 60%))` : '',
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
:root{color-scheme:${isDark ? 'dark' : 'light'}}
body{margin:16px;font-family:system-ui,sans-serif}
kith-widget{${rules.filter(Boolean).join(';')}}
</style>
<script async src="/v1/kith.js"></script>
<kith-widget loading="eager" theme="${isDark ? 'dark' : 'light'}"${attributes}></kith-widget>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}
