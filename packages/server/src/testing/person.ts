import type { TestApp } from './app.ts';
import { aStaffMember, aTeam } from './people.ts';

const ORIGIN = 'http://localhost:4000';
export const HOST_PAGE = 'https://riverside.example.org';

/** A partner whose page has the ask form, and the team that answers: two coordinators. */
export async function aPartnerWithPeers(app: TestApp, settings: { hasPeers?: boolean; key?: string } = {}) {
  const team = await aTeam(app);
  await aStaffMember(app, { roles: ['COORDINATOR'], teamId: team.id });
  await aStaffMember(app, { roles: ['COORDINATOR'], teamId: team.id, name: 'Ruth Oakley' });
  const partner = await app.kith.db.partner.create({
    data: {
      name: 'Riverside Centre',
      publicKey: settings.key ?? 'pk_test_riverside',
      websiteUrl: HOST_PAGE,
      origins: [HOST_PAGE, 'https://www.riverside.example.org'],
      hasPeers: settings.hasPeers ?? true,
      team: { create: { teamId: team.id } },
    },
  });
  return { team, partner };
}

/** A page as a browser without JavaScript holds it: what is said, what a form would send. */
export interface HeldPage {
  status: number;
  headers: Headers;
  html: string;
  /** The text, without tags. */
  text: string;
  /** Fields that the form with this action ("do" or "go" button's value) carries by itself. */
  fields: Record<string, string>;
}

/** A person's browser with JavaScript off: opens pages and posts forms. */
export class QuietBrowser {
  readonly #app: TestApp;
  /** One visitor, one address. */
  readonly #address: string;

  constructor(app: TestApp, address = '192.0.2.7') {
    this.#app = app;
    this.#address = address;
  }

  open(path: string, headers: Record<string, string> = {}): Promise<HeldPage> {
    return this.#send(new Request(`${ORIGIN}${path}`, { headers }));
  }

  /** Posts as a browser does for a page with "no-referrer": its origin is "null". */
  post(path: string, fields: Record<string, string> | string, headers: Record<string, string> = {}): Promise<HeldPage> {
    return this.#send(
      new Request(`${ORIGIN}${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: 'null',
          'sec-fetch-site': 'same-origin',
          ...headers,
        },
        body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
      }),
    );
  }

  async #send(request: Request): Promise<HeldPage> {
    const response = await this.#app.fetch(request, { incoming: { socket: { remoteAddress: this.#address } } });
    const html = await response.text();
    return { status: response.status, headers: response.headers, html, text: textOf(html), fields: hiddenFields(html) };
  }
}

function hiddenFields(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [input] of html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name) fields[plain(name)] = plain(/value="([^"]*)"/.exec(input)?.[1] ?? '');
  }
  return fields;
}

function textOf(html: string): string {
  return plain(
    html
      .replaceAll(/<(style|script)[\s\S]*?<\/\1>/g, ' ')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll(/\s+/g, ' '),
  );
}

function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
