import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Alert } from '@kith/ui/Alert.tsx';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { again, inBackground } from '../client.ts';
import { useFresh } from '../live.ts';
import { CouldNotRead, Loading, ScreenTitle } from '../ScreenState.tsx';
import { ImportActs, ImportActsOf } from './ImportActs.tsx';
import { ImportRows, type Tab } from './ImportRows.tsx';
import { countWords, isUnderWay, number, progressWords, statusWords, whenWords } from './import-words.ts';
import { MappingForm } from './MappingForm.tsx';

const ImportRunById = graphql(
  `
    query ImportRunById($id: ID!) {
      viewer {
        id
      }
      importRun(id: $id) {
        id
        ...ImportActsOf
        startedAt
        phase
        done
        total
        problem
        added
        changed
        removed
        unchanged
        unsure
        notUsable
        repaired
        source {
          id
          name
        }
        suggestedMapping {
          file
          columns {
            column
            target
            reason
            examples
          }
        }
      }
    }
  `,
  [ImportActsOf],
);

/** While something goes on. Changes are told as they happen; this is for what is only counted. */
const LOOK_EVERY_MS = 2_000;

/** One import: how far it is, what it does record by record, and yes, no, or back. Can be left at any time. */
export function ImportRunScreen({ id }: { id: string }): JSX.Element {
  const [{ data, error }, execute] = useQuery({ query: ImportRunById, variables: { id } });
  useFresh(execute, ({ kind }) => kind === 'DIRECTORY');
  const run = data?.importRun;
  const status = run ? readFragment(ImportActsOf, run as FragmentOf<typeof ImportActsOf>).status : null;
  const goesOn = status !== null && isUnderWay(status);
  useEffect(() => {
    if (!goesOn) return;
    const timer = setInterval(() => execute(inBackground), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [goesOn, execute]);
  if (!data) {
    return (
      <section class="stack" aria-label="Import">
        {error ? <CouldNotRead onAgain={() => execute(again)} /> : <Loading>Opening the import …</Loading>}
      </section>
    );
  }
  if (!run || !status) {
    return (
      <section class="stack" aria-label="Import">
        <ScreenTitle>This import is not here</ScreenTitle>
        <p>
          <a href="/console/imports">All sources</a>
        </p>
      </section>
    );
  }
  return (
    <section class="stack" aria-label={`Import of ${run.source.name}`}>
      <p>
        <a href={`/console/imports/${encodeURIComponent(run.source.id)}`}>{run.source.name}</a>
      </p>
      <ScreenTitle>{`Import of ${run.source.name}`}</ScreenTitle>
      <p class="hint">Read {whenWords(run.startedAt)}</p>
      <p role="status">
        <strong>{statusWords[status]}.</strong> {goesOn ? progressWords(run) : null}
      </p>
      {goesOn && (
        <>
          {run.total !== null && run.total > 0 && (
            <progress max={run.total} value={run.done} aria-label="How far it is" />
          )}
          <p class="hint">You can leave this page; it goes on, and you find it under the source.</p>
        </>
      )}
      {run.problem && status !== 'UNMAPPED' && (
        <Alert look={status === 'FAILED' ? 'error' : 'notice'} isLive>
          <p dir="auto">{run.problem}</p>
        </Alert>
      )}
      {status === 'UNMAPPED' && <MappingForm sourceId={run.source.id} tables={run.suggestedMapping} />}
      {hasRows(status) && <WhatItDoes run={run} status={status} />}
      <ImportActs run={run as FragmentOf<typeof ImportActsOf>} sourceId={run.source.id} onDone={() => execute(again)} />
    </section>
  );
}

const hasRows = (status: string) => ['READY', 'APPLYING', 'APPLIED', 'UNDOING', 'UNDONE'].includes(status);

interface Figures {
  id: string;
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  unsure: number;
  notUsable: number;
  repaired: number;
}

/** Tabs "added 12 · changed 77 · removed 17 · unsure 3", and the records of the one that is chosen. */
function WhatItDoes({ run, status }: { run: Figures; status: string }): JSX.Element {
  const tabs: { tab: Tab; label: string; count: number }[] = [
    { tab: 'ADDED', label: 'Added', count: run.added },
    { tab: 'CHANGED', label: 'Changed', count: run.changed },
    { tab: 'REMOVED', label: 'Removed', count: run.removed },
    { tab: 'UNSURE', label: 'Unsure', count: run.unsure },
    { tab: 'NOT_USABLE', label: 'Not usable', count: run.notUsable },
  ];
  const [chosen, setChosen] = useState<Tab | null>(null);
  // What needs somebody comes first.
  const tab = chosen ?? (run.unsure > 0 ? 'UNSURE' : (tabs.find(({ count }) => count > 0)?.tab ?? 'ADDED'));
  const isNothing = run.added + run.changed + run.removed === 0;
  return (
    <>
      {isNothing && <p>Everything was already as in the source. There is nothing to change.</p>}
      <fieldset class="choices" aria-label={countWords(run)}>
        {tabs.map(({ tab: one, label, count }) => (
          <button key={one} type="button" class="choice" aria-pressed={one === tab} onClick={() => setChosen(one)}>
            {label} {number(count)}
          </button>
        ))}
      </fieldset>
      <p class="hint">
        {number(run.unchanged)} records are as before.{' '}
        {run.repaired > 0 && `Of ${number(run.repaired)}, something was put right or left out.`}
      </p>
      <ImportRows key={`${run.id} ${tab} ${status}`} id={run.id} tab={tab} />
    </>
  );
}
