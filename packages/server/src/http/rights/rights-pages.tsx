import { Myths } from '@kith/connect/rights/Myths.tsx';
import { Pledge } from '@kith/connect/rights/Pledge.tsx';
import { RehearsalSheet, SpeakUpSheet } from '@kith/connect/rights/Sheets.tsx';
import { WhyTheseQuestions } from '@kith/connect/rights/WhyTheseQuestions.tsx';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { JSX } from 'preact';
import type { Kith } from '../../kith.ts';
import { askedItems, chimeDimensions, dimensionNames, itemBank } from '../../modules/plans/check-ins/check-in-rules.ts';
import { readConnectFiles } from '../connect-files.ts';
import { homeNation, readNation } from '../nation.ts';
import { answerPage } from '../person-page.tsx';

const pages: Readonly<Record<string, { title: string; content: () => JSX.Element }>> = {
  '/pledge': { title: 'What we promise', content: () => <Pledge /> },
  '/myths': { title: 'Myths and facts', content: () => <Myths /> },
  // Neutral: it stands in the browser's history.
  '/speak-up': { title: 'A sheet to print', content: () => <SpeakUpSheet /> },
  '/try-out': { title: 'A sheet to print', content: () => <RehearsalSheet /> },
  '/check-in': {
    title: 'Why these questions',
    content: () => (
      <WhyTheseQuestions
        parts={chimeDimensions.map((dimension) => ({
          name: dimensionNames[dimension],
          items: itemBank
            .filter((item) => item.dimension === dimension)
            .map((item) => ({ ...item, isAsked: askedItems.includes(item) })),
        }))}
      />
    ),
  },
};

/** What is promised and what is everybody's right, and sheets to print: pages without a script that ask for nothing. */
export function rightsPages(kith: Kith): Hono {
  const files = readConnectFiles(kith);
  const http = new Hono();
  for (const [path, { title, content }] of Object.entries(pages))
    http.get(path, compress(), async (c) =>
      answerPage({
        title,
        nation: readNation(c.req.query('nation')) ?? (await homeNation(kith)),
        files,
        content: content(),
        // The same for everybody: a browser keeps it for an hour, and a cache in front may show it while Kith is away.
        headers: { 'cache-control': 'public, max-age=3600, stale-if-error=604800' },
      }),
    );
  return http;
}
