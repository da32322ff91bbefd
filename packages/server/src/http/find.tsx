import { ClosedDoor } from '@kith/connect/ClosedDoor.tsx';
import { FindPage } from '@kith/connect/FindPage.tsx';
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import type { Partner } from '../../generated/prisma/client.ts';
import { RateLimited } from '../errors.ts';
import type { Kith } from '../kith.ts';
import { partnerOf } from '../modules/partners/embedding.ts';
import { takeFrom } from '../modules/safety/limits.ts';
import { readConnectFiles } from './connect-files.ts';
import { find } from './find-view.ts';
import { homeNation } from './nation.ts';
import { readForm, UnreadableForm } from './person-form.ts';
import { answerPage, type PersonPage } from './person-page.tsx';
import { addressOf } from './same-origin.ts';

/** /find: the directory without a script and without a partner's page; something to do while waiting. */
export function findPages(kith: Kith): Hono {
  const files = readConnectFiles(kith);
  const page = async (partner: Partner | null, more: Pick<PersonPage, 'content'> & Partial<PersonPage>) =>
    answerPage({
      title: 'Places and groups',
      nation: partner?.nation ?? (await homeNation(kith)),
      files,
      script: 'sent',
      ...more,
    });
  const handle = async (c: Context): Promise<Response> => {
    try {
      const fields = c.req.method === 'POST' ? await readForm(c) : new URL(c.req.url).searchParams;
      await takeFrom(kith, 'search', addressOf(kith, c));
      const key = encodeURIComponent(fields.get('partner') ?? '');
      const partner = await partnerOf(kith, new Request(`${kith.config.publicUrl}/find?partner=${key}`));
      const view = await find(kith, partner, fields);
      return page(partner, { content: <FindPage view={view} />, status: view.problem ? 400 : 200 });
    } catch (error) {
      if (error instanceof RateLimited) {
        const headers = { 'retry-after': String(error.retryAfterSeconds) };
        return page(null, { content: <ClosedDoor message={error.message} />, status: 429, headers });
      }
      if (error instanceof UnreadableForm)
        return page(null, { content: <ClosedDoor message={error.message} />, status: error.status });
      throw error;
    }
  };
  return new Hono().get('/find', compress(), handle).post('/find', handle);
}
