import { graphql } from '@kith/contract/graphql.ts';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { again } from '../client.ts';
import { useFresh } from '../live.ts';
import { CouldNotRead, Empty, Loading, ScreenTitle } from '../ScreenState.tsx';
import { statusWords, whenWords } from './import-words.ts';
import { NewSource } from './NewSource.tsx';
import { SourcePage } from './SourcePage.tsx';

const ImportSources = graphql(`
  query ImportSources {
    viewer {
      id
    }
    importSources {
      id
      name
      serviceCount
      fetchedAt
      lastRun {
        id
        status
      }
    }
  }
`);

/** Where the directory comes from: every source, how it is read, what waits for somebody. */
export function ImportsScreen({ id }: { id: string | null }): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: ImportSources });
  useFresh(execute, ({ kind }) => kind === 'DIRECTORY');
  const sources = data?.importSources ?? [];
  return (
    <div class={id ? 'panes open' : 'panes'}>
      <section class="stack list" aria-label="Imports">
        {id ? <h2>Imports</h2> : <ScreenTitle isFirst>Imports</ScreenTitle>}
        <p class="hint">
          Other directories that Kith reads. Nothing changes before somebody looked at it, unless you say so.
        </p>
        <div>
          <a class="button" href="/console/imports/new" {...(id === 'new' && { 'aria-current': 'page' as const })}>
            Add a source
          </a>
        </div>
        {!data && fetching && <Loading>Looking for sources …</Loading>}
        {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
        {data && sources.length === 0 && (
          <Empty>
            <p>The directories that you bring in will be here. Add the first one: a file, or a web address.</p>
          </Empty>
        )}
        <ul class="cards">
          {sources.map((source) => (
            <li key={source.id}>
              <a
                class="line"
                href={`/console/imports/${encodeURIComponent(source.id)}`}
                {...(source.id === id && { 'aria-current': 'true' as const })}
              >
                <strong>{source.name}</strong>
                <span>
                  {source.serviceCount === 1 ? '1 service' : `${source.serviceCount.toLocaleString('en-GB')} services`}
                </span>
                <span class="hint">
                  {source.lastRun && source.lastRun.status !== 'APPLIED'
                    ? statusWords[source.lastRun.status]
                    : source.fetchedAt
                      ? `Read ${whenWords(source.fetchedAt)}`
                      : 'Not read yet'}
                </span>
              </a>
            </li>
          ))}
        </ul>
      </section>
      {id === 'new' && <NewSource />}
      {id && id !== 'new' && <SourcePage key={id} id={id} />}
    </div>
  );
}
