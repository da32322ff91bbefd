import type { HelpLine } from '@kith/connect/ask-view.ts';
import { PageFoot, PageTop } from '@kith/connect/PageTop.tsx';
import { RightsPanel } from '@kith/connect/rights/RightsPanel.tsx';
import { directionOf, type PageLanguage, textsIn } from '@kith/connect/texts/languages.ts';
import { urgentHelpOf } from '@kith/contract/urgent-help.ts';
import type { ComponentChildren } from 'preact';
import { render } from 'preact-render-to-string';
import type { Nation, Partner } from '../../generated/prisma/client.ts';
import { isSiteOrigin } from '../modules/partners/site-origin.ts';
import type { ConnectFiles } from './connect-files.ts';

/** A whole page for a person: everything it needs is in it but its script, and it is complete without that. */
export interface PersonPage {
  /** Neutral: it stands in the browser's history. */
  title: string;
  content: ComponentChildren;
  /** Above it, not touched by the script. */
  before?: ComponentChildren;
  /** Left out: English. */
  language?: PageLanguage;
  nation: Nation;
  files: ConnectFiles;
  script?: keyof ConnectFiles['scripts'];
  /** For the script: plain JSON. */
  data?: unknown;
  /** Partner's page that this is shown in; null: in no frame. */
  framedBy?: Pick<Partner, 'origins'> | null;
  /** Something has just been sent: the partner's page is told so, without a word about what. */
  isSent?: boolean;
  /** This is the page of urgent help: without the same lines above it. */
  isHelp?: boolean;
  status?: 200 | 400 | 403 | 404 | 413 | 415 | 429;
  headers?: Record<string, string>;
}

/** Writes the page and the headers that keep it to itself. */
export function answerPage(page: PersonPage): Response {
  const { files, framedBy = null, language = 'en' } = page;
  // Asked again here, however it came into the database: only what is an origin and nothing else goes into a header.
  const origins = (framedBy?.origins ?? []).filter(isSiteOrigin);
  const script = page.script && files.scripts[page.script];
  const html = render(
    <html lang={language === 'en' ? 'en-GB' : language} dir={directionOf(language)}>
      <head>
        <meta charset="utf-8" />
        <title>{page.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="format-detection" content="telephone=no" />
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: files.css }} />
        {script && <script type="module" src={`/assets/connect/${script}`} />}
      </head>
      <body data-origins={origins.join(' ') || undefined} data-sent={page.isSent ? '' : undefined}>
        <PageTop
          w={textsIn(language)}
          lines={page.isHelp ? [] : helpLinesOf(page.nation)}
          helpPath={`/help?nation=${page.nation}`}
        />
        {page.before}
        <main id="root" aria-label={page.title}>
          {page.content}
        </main>
        <RightsPanel />
        <PageFoot />
        {page.data !== undefined && (
          <script id="view" type="application/json" dangerouslySetInnerHTML={{ __html: inScript(page.data) }} />
        )}
      </body>
    </html>,
  );
  return new Response(`<!doctype html>${html}`, {
    status: page.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': contentSecurityPolicy(files, origins, script !== undefined),
      // A partner's page that isolates itself (COEP) may still show the form.
      ...(origins.length > 0
        ? { 'cross-origin-resource-policy': 'cross-origin', 'cross-origin-embedder-policy': 'require-corp' }
        : { 'cross-origin-resource-policy': 'same-origin', 'x-frame-options': 'DENY' }),
      ...page.headers,
    },
  });
}

/** What the page may load and who may frame it: nothing from anywhere else, nobody but the partner's exact origins. */
export function contentSecurityPolicy(files: ConnectFiles, origins: readonly string[], hasScript: boolean): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${files.sha256}'`,
    hasScript ? "script-src 'self'" : "script-src 'none'",
    "connect-src 'self'",
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    // Our own page /embed may be between the partner's page and this one.
    `frame-ancestors ${origins.length > 0 ? `${origins.join(' ')} 'self'` : "'none'"}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** A nation's urgent-help lines as the pages show them. */
export function helpLinesOf(nation: Nation): HelpLine[] {
  return urgentHelpOf(nation).map(({ name, description, href, display, hours }) => ({
    name,
    description,
    href,
    display,
    hours,
  }));
}

function inScript(data: unknown): string {
  return JSON.stringify(data)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
