import { graphql, type ResultOf } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { again } from '../client.ts';
import { CouldNotRead, Empty, Loading } from '../ScreenState.tsx';

const ImportRowsOf = graphql(`
  query ImportRowsOf($id: ID!, $tab: ImportTab!, $after: String) {
    viewer {
      id
    }
    importRun(id: $id) {
      id
      rows(tab: $tab, first: 20, after: $after) {
        totalCount
        edges {
          node {
            key
            entity
            title
            recordId
            file
            line
            isUnsure
            reasons
            fields {
              key
              label
              before
              after
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

export type Tab = 'ADDED' | 'CHANGED' | 'REMOVED' | 'UNSURE' | 'NOT_USABLE' | 'CHANGED_SINCE';
type Row = NonNullable<ResultOf<typeof ImportRowsOf>['importRun']>['rows']['edges'][number]['node'];

const nothing: Readonly<Record<Tab, string>> = {
  ADDED: 'Nothing is new.',
  CHANGED: 'Nothing says something else than before.',
  REMOVED: 'Nothing is gone from the source.',
  UNSURE: 'Nothing is unsure.',
  NOT_USABLE: 'Every row could be used.',
  CHANGED_SINCE: 'Nobody has changed anything since.',
};
const said: Partial<Record<Tab, string>> = {
  REMOVED:
    'These are gone from the source. They are hidden, not deleted: whoever asked about them keeps their request.',
  UNSURE: 'Kith is not sure about these. They come all the same; please look.',
  NOT_USABLE: 'These rows cannot be used. What Kith knew of them before stays.',
};
const entities: Readonly<Record<string, string>> = {
  service: 'Service',
  organization: 'Organization',
  location: 'Place',
};

/** The records of one tab, twenty at a time, each with before and after. */
export function ImportRows({ id, tab }: { id: string; tab: Tab }): JSX.Element {
  const [after, setAfter] = useState<string | null>(null);
  const [earlier, setEarlier] = useState<Row[]>([]);
  const [{ data, error, fetching }, execute] = useQuery({ query: ImportRowsOf, variables: { id, tab, after } });
  const rows = data?.importRun?.rows;
  const [last, setLast] = useState<{ cursor: string; all: Row[]; total: number } | null>(null);
  useEffect(() => {
    if (!rows || fetching) return;
    const all = [...earlier, ...rows.edges.map(({ node }) => node)];
    setLast({ cursor: rows.pageInfo.hasNextPage ? (rows.pageInfo.endCursor ?? '') : '', all, total: rows.totalCount });
  }, [rows, fetching]);
  if (!last) {
    return error ? <CouldNotRead onAgain={() => execute(again)} /> : <Loading>Reading what it does …</Loading>;
  }
  if (last.all.length === 0) {
    return (
      <Empty>
        <p>{nothing[tab]}</p>
      </Empty>
    );
  }
  return (
    <div class="stack">
      {said[tab] && <p>{said[tab]}</p>}
      <ul class="cards">
        {last.all.map((row) => (
          <li key={row.key} class="card stack">
            <RowCard row={row} />
          </li>
        ))}
      </ul>
      {error && <CouldNotRead onAgain={() => execute(again)} />}
      <div class="row">
        {last.cursor !== '' && (
          <Button
            onClick={() => {
              setEarlier(last.all);
              setAfter(last.cursor);
            }}
          >
            {fetching ? 'One moment …' : 'Show more'}
          </Button>
        )}
        <span class="hint" role="status">
          {last.all.length} of {last.total.toLocaleString('en-GB')}
        </span>
      </div>
    </div>
  );
}

function RowCard({ row }: { row: Row }): JSX.Element {
  const where = [row.file, row.line === null ? null : `line ${row.line}`].filter(Boolean).join(', ');
  return (
    <>
      <h2 dir="auto">{row.title ?? 'Without a name'}</h2>
      <p class="hint">
        {entities[row.entity] ?? row.entity.replaceAll('_', ' ')}
        {where && ` · ${where}`}
        {row.isUnsure && ' · unsure'}
      </p>
      {row.reasons.length > 0 && (
        <ul>
          {row.reasons.map((reason) => (
            <li key={reason} dir="auto">
              {reason}
            </li>
          ))}
        </ul>
      )}
      {row.fields.length > 0 && (
        <dl class="changes">
          {row.fields.map(({ key, label, before, after }) => (
            <div key={key}>
              <dt>{label}</dt>
              {before.length > 0 && (
                <dd class="before">
                  <span class="hint">Before: </span>
                  <Values values={before} />
                </dd>
              )}
              <dd>
                <span class="hint">{before.length > 0 ? 'After: ' : 'New: '}</span>
                {after.length > 0 ? <Values values={after} /> : 'nothing'}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

function Values({ values }: { values: readonly string[] }): JSX.Element {
  return <span dir="auto">{values.join(' · ')}</span>;
}
