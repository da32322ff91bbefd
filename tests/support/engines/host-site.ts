import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A page of somebody's that Kith is put into. */
export interface HostPage {
  /** The Content-Security-Policy around `{nonce}` and `{watch}` (the hash of our first script); none: no policy. */
  policy?: string;
  headers?: Record<string, string>;
  /** Attributes of <html>. */
  html?: string;
  /** In <head>, before Kith's script. */
  head?: string;
  /** How Kith comes in; `{kith}` is its address, `{nonce}` the nonce. Left out: as docs/embed.md says. */
  script?: string;
  /** The body. Left out: one widget that shows itself at once. */
  body?: string;
}

/** The site of a partner, on an origin that Kith knows. */
export interface HostSite {
  url: string;
  /** Whatever the browser wanted of anybody who is not on this machine: "www.bbc.co.uk:443". Nobody gets there. */
  outside: string[];
  /** host:port of what takes those. */
  proxy: string;
  stop(): Promise<void>;
}

const WIDGET = '<kith-widget partner="pk_demo_riverside" loading="eager" lang="en"></kith-widget>';

/**
 * The first script of every page: what breaks and what is blocked, as text, since pages patch everything else. Reads
 * its tools before the page has patched them.
 */
const WATCH = `window.wrong = '';
addEventListener('error', (event) => { wrong += 'error: ' + event.message + '\\n'; });
addEventListener('unhandledrejection', (event) => { wrong += 'rejection: ' + event.reason + '\\n'; });
document.addEventListener('securitypolicyviolation', (event) => {
  wrong += 'blocked: ' + event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample + '\\n';
});`;

/**
 * @param pages by path, without the slash
 * @param files by path: scripts of other origins' makers that a page uses
 */
export async function startHostSite(
  port: number,
  kithUrl: string,
  pages: Record<string, HostPage>,
  files: Record<string, string> = {},
): Promise<HostSite> {
  const site = createServer((request, response) => {
    const path = pathOf(request);
    const file = files[path];
    const page = pages[path];
    if (file !== undefined) {
      response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' });
      response.end(file);
    } else if (page) {
      const nonce = randomBytes(16).toString('base64url');
      const hash = createHash('sha256').update(WATCH).digest('base64');
      const put = (text: string): string =>
        text.replaceAll('{kith}', kithUrl).replaceAll('{nonce}', nonce).replaceAll('{watch}', `'sha256-${hash}'`);
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        ...(page.policy && { 'content-security-policy': put(page.policy) }),
        ...page.headers,
      });
      response.end(put(htmlOf(page)));
    } else {
      response.writeHead(404);
      response.end();
    }
  });
  site.listen(port);
  await once(site, 'listening');

  const outside: string[] = [];
  const gate = createServer((request, response) => {
    outside.push(request.url ?? '');
    response.writeHead(502);
    response.end();
  });
  gate.on('connect', (request: IncomingMessage, socket: Socket) => {
    outside.push(request.url ?? '');
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 502 Not here\r\n\r\n');
  });
  gate.listen(0, '127.0.0.1');
  await once(gate, 'listening');

  return {
    url: `http://localhost:${port}`,
    outside,
    proxy: `127.0.0.1:${(gate.address() as AddressInfo).port}`,
    stop: async () => {
      await Promise.all([site, gate].map(close));
    },
  };
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return new URL(url, 'http://localhost').pathname.slice(1);
}

function htmlOf({ html = 'lang="en"', head = '', script, body = WIDGET }: HostPage): string {
  const kith = script ?? `<script async nonce="{nonce}" src="{kith}/v1/kith.js"></script>`;
  return `<!doctype html><html ${html}><head><meta charset="utf-8"><title>Host</title><script nonce="{nonce}">${WATCH}</script>${head}${kith}</head>
<body>${body}</body></html>`;
}

async function close(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}
