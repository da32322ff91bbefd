import type { TestApp } from './app.ts';

export interface ChangeSeen {
  kind: string;
  id: string | null;
}

/** A page that listens. */
export interface Listening {
  status: number;
  contentType: string;
  retryAfter: string | null;
  /** The next thing that was said: a change, the code of an error, or "over". */
  next(): Promise<ChangeSeen | { code: string } | 'over'>;
  /** Closes the page. */
  leave(): Promise<void>;
}

/** Opens the stream of changes through the front door. */
export async function listenTo(
  app: Pick<TestApp, 'fetch'>,
  headers: Record<string, string>,
  query = 'subscription { changes { kind id } }',
): Promise<Listening> {
  const response = await app.fetch(
    new Request('http://localhost:4000/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        'x-kith-client': 'test',
        'x-kith-background': '1',
        ...headers,
      },
      body: JSON.stringify({ query }),
    }),
  );
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let heard = '';
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    retryAfter: response.headers.get('retry-after'),
    async next() {
      for (;;) {
        const end = heard.indexOf('\n\n');
        if (end >= 0) {
          const block = heard.slice(0, end);
          heard = heard.slice(end + 2);
          if (block.startsWith('event: complete')) return 'over';
          const data = /data: (.*)/.exec(block)?.[1];
          if (!data) continue;
          const { data: said, errors } = JSON.parse(data);
          return errors ? { code: errors[0].extensions.code } : said.changes;
        }
        const part = await reader?.read();
        if (!part || part.done) return 'over';
        heard += decoder.decode(part.value, { stream: true });
      }
    },
    leave: async () => void (await reader?.cancel()),
  };
}
