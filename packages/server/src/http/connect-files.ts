import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { Hono } from 'hono';
import type { Kith } from '../kith.ts';

/** What packages/connect's build leaves for the pages that the server writes. */
export interface ConnectFiles {
  /** Script of a page → file name. Empty before the first build: pages work without. */
  scripts: { ask?: string; back?: string; sent?: string };
  /** The style sheet, written into each page so that it stands with the first bytes. */
  css: string;
  /** Its hash for the Content-Security-Policy. */
  sha256: string;
}

const none: ConnectFiles = { scripts: {}, css: '', sha256: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' };

/** Reads dist/pages.json of packages/connect. */
export function readConnectFiles(kith: Kith): ConnectFiles {
  const file = path.join(distOf(kith), 'pages.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ConnectFiles) : none;
}

/** /assets/connect/…: scripts under hashed names that never change, compressed once. */
export function connectAssets(kith: Kith): Hono {
  const folder = path.join(distOf(kith), 'assets');
  const files = new Map(
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter((name) => name.endsWith('.js'))
      .map((name) => {
        const plain = readFileSync(path.join(folder, name));
        return [name, { plain, brotli: brotliCompressSync(plain) }] as const;
      }),
  );
  return new Hono().get('/assets/connect/:name', (c) => {
    const file = files.get(c.req.param('name'));
    if (!file) return c.text('There is no such file.', 404);
    const takesBrotli = /\bbr\b/.test(c.req.header('accept-encoding') ?? '');
    return c.body(new Uint8Array(takesBrotli ? file.brotli : file.plain), 200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      ...(takesBrotli && { 'content-encoding': 'br' }),
    });
  });
}

function distOf(kith: Kith): string {
  return path.join(kith.config.rootDir, 'packages', 'connect', 'dist');
}
