import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Hono } from 'hono';
import type { Config } from '../config.ts';

/**
 * The demo partner's website: another origin, as in life, with the strict policy that careful sites have. Its page is
 * examples/script-tag; `/looks` is examples/theming, every screen in several looks. `/strict` is the same page under the strictest policy that Kith promises to work with.
 */
export function createDemoPartner(config: Config): Hono {
  const folder = path.join(config.rootDir, 'examples', 'script-tag');
  const page = readFileSync(path.join(folder, 'index.html'), 'utf8').replaceAll(
    'http://localhost:4000',
    config.publicUrl,
  );
  const css = readFileSync(path.join(folder, 'style.css'), 'utf8');
  const theming = (name: string): string =>
    readFileSync(path.join(config.rootDir, 'examples', 'theming', name), 'utf8').replaceAll(
      'http://localhost:4000',
      config.publicUrl,
    );
  const looks = { page: theming('index.html'), css: theming('looks.css'), js: theming('looks.js') };
  const kith = new URL(config.publicUrl).origin;
  const policy = (scripts: string, styles: string): string =>
    [
      "default-src 'none'",
      `script-src ${scripts}`,
      `style-src ${styles}`,
      `connect-src ${kith}`,
      `frame-src ${kith}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; ');
  const withNonce = (html: string, nonce: string): string => html.replaceAll('<script ', `<script nonce="${nonce}" `);

  return new Hono()
    .use(async (c, next) => {
      await next();
      c.header('cache-control', 'no-store');
      c.header('x-content-type-options', 'nosniff');
      c.header('referrer-policy', 'strict-origin-when-cross-origin');
    })
    .get('/', (c) => {
      const nonce = randomBytes(16).toString('base64url');
      c.header('content-security-policy', policy(`'nonce-${nonce}' 'strict-dynamic'`, "'self'"));
      return c.html(withNonce(page, nonce));
    })
    .get('/strict', (c) => {
      const nonce = randomBytes(16).toString('base64url');
      c.header('content-security-policy', policy(`'nonce-${nonce}'`, "'none'"));
      return c.html(withNonce(page.replace(/\s*<link rel="stylesheet"[^>]*>/, ''), nonce));
    })
    .get('/looks', (c) => {
      const nonce = randomBytes(16).toString('base64url');
      c.header('content-security-policy', policy(`'nonce-${nonce}' 'strict-dynamic'`, "'self'"));
      return c.html(withNonce(looks.page, nonce));
    })
    .get('/looks.css', (c) => c.body(looks.css, 200, { 'content-type': 'text/css; charset=utf-8' }))
    .get('/looks.js', (c) => c.body(looks.js, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
    .get('/style.css', (c) => c.body(css, 200, { 'content-type': 'text/css; charset=utf-8' }));
}
