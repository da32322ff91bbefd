import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Hono } from 'hono';
import type { Kith } from '../kith.ts';
import { noteReferrer } from '../modules/partners/embedding.ts';

interface WidgetFile {
  plain: Uint8Array<ArrayBuffer>;
  br: Uint8Array<ArrayBuffer> | null;
  gzip: Uint8Array<ArrayBuffer> | null;
  etag: string;
  isImmutable: boolean;
}

/**
 * /v1/…: the widget, for any page on any origin, and /embed, the widget as a page to be framed. The files are read once;
 * only names that the build wrote exist.
 */
export function widgetFiles(kith: Kith): Hono {
  const files = readFiles(path.join(kith.config.rootDir, 'packages', 'widget', 'dist', 'v1'));
  return new Hono()
    .get('/v1/:name', (c) => {
      // Any page may run these files, also one that is isolated from other origins (COEP), and may time them.
      c.header('access-control-allow-origin', '*');
      c.header('cross-origin-resource-policy', 'cross-origin');
      c.header('timing-allow-origin', '*');
      const file = files.get(c.req.param('name'));
      if (!file) {
        c.header('cache-control', 'no-store');
        return c.text('There is no such file.', 404);
      }
      const { body, encoding } = choose(file, c.req.header('accept-encoding') ?? '');
      c.header('content-type', 'text/javascript; charset=utf-8');
      c.header('vary', 'accept-encoding');
      c.header('etag', file.etag);
      c.header('cache-control', file.isImmutable ? 'public, max-age=31536000, immutable' : 'public, max-age=300');
      if (c.req.header('if-none-match')?.includes(file.etag)) return c.body(null, 304);
      if (encoding) c.header('content-encoding', encoding);
      return c.body(body);
    })
    .get('/embed', (c) => {
      const { searchParams } = new URL(c.req.url);
      void noteReferrer(kith, searchParams.get('partner') ?? '', 'FRAME', c.req.header('referer') ?? '');
      c.header(
        'content-security-policy',
        "default-src 'none'; script-src 'self'; connect-src 'self'; frame-src 'self'; style-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors *; require-trusted-types-for 'script'; trusted-types 'none'",
      );
      // Framed by partners: nothing here belongs to one person.
      c.res.headers.delete('x-frame-options');
      c.header('cross-origin-resource-policy', 'cross-origin');
      // A page that isolates itself (COEP) frames only what does the same.
      c.header('cross-origin-embedder-policy', 'require-corp');
      return c.html(embedPage(searchParams));
    });
}

const EMBED_ATTRIBUTES = ['partner', 'area', 'near', 'lang', 'theme', 'nation'];

function embedPage(asked: URLSearchParams): string {
  const attributes = EMBED_ATTRIBUTES.map((name) => [name, asked.get(name)?.slice(0, 100)] as const)
    .filter(([, value]) => value)
    .map(([name, value]) => ` ${name}="${escapeHtml(value ?? '')}"`)
    .join('');
  // Without its script the page still knows whose it is.
  const kept = new URLSearchParams(
    ['partner', 'lang', 'area'].flatMap((name) => {
      const value = asked.get(name)?.slice(0, 100);
      return value ? [[name, value]] : [];
    }),
  ).toString();
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Find help or a peer</title>
<script async src="/v1/kith.js"></script>
<kith-widget loading="eager"${attributes}>
  <p><a href="/help" target="_blank">Need help now?</a></p>
  <p><a href="/connect${kept && `?${escapeHtml(kept)}`}" target="_blank">Connect me with a peer</a></p>
</kith-widget>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
}

function readFiles(folder: string): Map<string, WidgetFile> {
  const files = new Map<string, WidgetFile>();
  if (!existsSync(folder)) return files;
  const read = (name: string) => new Uint8Array(readFileSync(path.join(folder, name)));
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.js'))) {
    const plain = read(name);
    files.set(name, {
      plain,
      br: existsSync(path.join(folder, `${name}.br`)) ? read(`${name}.br`) : null,
      gzip: existsSync(path.join(folder, `${name}.gz`)) ? read(`${name}.gz`) : null,
      etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
      // kith.js and kith.single.js (with a language: kith.single.cy.js) keep their names; the others carry the hash of what they hold.
      isImmutable: !/^kith(\.single(\.\w\w)?)?\.js$/.test(name),
    });
  }
  return files;
}

function choose(file: WidgetFile, accepted: string) {
  const takes = (name: string) =>
    new RegExp(`(^|,)\\s*${name}\\s*(;\\s*q=(?!0(\\.0*)?\\s*(,|$))[^,]*)?\\s*(,|$)`, 'i').test(accepted);
  if (file.br && takes('br')) return { body: file.br, encoding: 'br' };
  if (file.gzip && takes('gzip')) return { body: file.gzip, encoding: 'gzip' };
  return { body: file.plain, encoding: null };
}
