import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Context, Hono } from 'hono';
import type { Kith } from '../kith.ts';

/** What packages/console's build wrote: names with a hash of what is in them. */
interface Manifest {
  script: string;
  style: string;
  /** Every file that may be asked for. */
  files: string[];
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
};

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  // The preview of a partner's page.
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The staff console: one page that loads its program, and the program. What it shows comes by GraphQL. */
export function consolePages(kith: Kith): Hono {
  const folder = path.join(kith.config.rootDir, 'packages', 'console', 'dist');
  const shell = async (c: Context) => {
    const manifest = await readManifest(folder);
    c.header('content-security-policy', CONTENT_SECURITY_POLICY);
    c.header('cache-control', 'no-store');
    c.header('x-frame-options', 'DENY');
    // Not "no-referrer": browsers would then hide the origin of our own forms from us.
    c.header('referrer-policy', 'same-origin');
    c.header('x-robots-tag', 'noindex');
    return c.html(manifest ? page(manifest) : notBuilt, manifest ? 200 : 503);
  };
  return new Hono()
    .get('/console', shell)
    .get('/console/*', shell)
    .get('/assets/console/:file', async (c) => {
      const file = c.req.param('file');
      const manifest = await readManifest(folder);
      if (!manifest?.files.includes(file)) return c.notFound();
      return c.body(new Uint8Array(await readFile(path.join(folder, file))), 200, {
        'content-type': CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream',
        'cache-control': 'public, max-age=31536000, immutable',
        'cross-origin-resource-policy': 'same-origin',
      });
    });
}

let cached: { folder: string; text: string; manifest: Manifest } | null = null;

async function readManifest(folder: string): Promise<Manifest | null> {
  const file = path.join(folder, 'manifest.json');
  if (!existsSync(file)) return null;
  const text = await readFile(file, 'utf8');
  if (cached?.folder !== folder || cached.text !== text) {
    cached = { folder, text, manifest: JSON.parse(text) as Manifest };
  }
  return cached.manifest;
}

function page({ script, style }: Manifest): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Kith</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/console/${style}">
<script type="module" src="/assets/console/${script}"></script>
</head>
<body>
<div id="console"><main><p>Opening the console …</p></main></div>
<noscript><p>The staff console needs JavaScript. Turn it on in this browser, then load this page again.</p></noscript>
</body>
</html>
`;
}

const notBuilt = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Kith</title></head>
<body><main><h1>The console is not built yet</h1><p>Run <code>npm run build</code>, then load this page again.</p></main></body>
</html>
`;
