import { HelpLines } from '@kith/connect/PageTop.tsx';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { Nation } from '../../generated/prisma/enums.ts';
import type { Kith } from '../kith.ts';
import { readConnectFiles } from './connect-files.ts';
import { homeNation, readNation } from './nation.ts';
import { answerPage, helpLinesOf } from './person-page.tsx';

const nations: Record<Nation, string> = {
  ENGLAND: 'England',
  SCOTLAND: 'Scotland',
  WALES: 'Wales',
  NORTHERN_IRELAND: 'Northern Ireland',
  UNITED_STATES: 'the United States',
};

/** /help: who to ring or text now. One page without a script, whole with its first bytes, there when the database is not. */
export function helpPages(kith: Kith): Hono {
  const files = readConnectFiles(kith);
  return new Hono().get('/help', compress(), async (c) => {
    const nation = readNation(c.req.query('nation')) ?? (await homeNation(kith));
    return answerPage({
      title: 'Help now',
      nation,
      files,
      isHelp: true,
      content: (
        <>
          <h1>Urgent help in {nations[nation]}</h1>
          <p>You do not have to be sure that it is bad enough. Somebody answers.</p>
          <nav aria-label="Somewhere else?">
            <p class="nations">
              Somewhere else?{' '}
              {(Object.keys(nations) as Nation[])
                .filter((other) => other !== nation)
                .map((other) => (
                  <a key={other} href={`/help?nation=${other}`}>
                    {nations[other].replace('the ', '')}
                  </a>
                ))}
            </p>
          </nav>
          <HelpLines lines={helpLinesOf(nation)} />
          <p>
            In any other country, <a href="https://findahelpline.com/">findahelpline.com</a> lists who to ring.
          </p>
        </>
      ),
      // The same for everybody, and worth having when we cannot be reached.
      headers: { 'cache-control': 'public, max-age=3600, stale-if-error=604800' },
    });
  });
}
