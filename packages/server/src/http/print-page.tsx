import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';

/** A page of a member of staff to print or to save: all of it is in it, and nothing runs. Pages of the public are in person-page.tsx. */
export function answerPrintPage(title: string, content: ComponentChildren): Response {
  const html = render(
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <main>{content}</main>
      </body>
    </html>,
  );
  return new Response(`<!doctype html>${html}`, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'x-frame-options': 'DENY',
    },
  });
}

/** A file to save. */
export function answerFile(name: string, type: string, body: string): Response {
  return new Response(body, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${name}"`,
    },
  });
}

/** For every answer under such an address, "there is none" too: no cache keeps it. */
export const keptToItself: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.set('cache-control', 'no-store');
  c.res.headers.set('x-robots-tag', 'noindex');
};

const STYLE = `:root{color-scheme:light dark}
body{max-width:42rem;margin:0 auto;padding:1.5rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:break-word}
h1{font-size:1.75rem}h2{font-size:1.25rem;margin-block-start:2rem;break-after:avoid}li,article{break-inside:avoid}
dt{font-weight:600}dd{margin:0 0 .5rem}.words{white-space:pre-line}.hint{font-size:.875rem}
@media print{.screen{display:none}body{padding:0}}`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
