import { graphql } from '@kith/contract/graphql.ts';
import { Alert } from '@kith/ui/Alert.tsx';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation, useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { useFresh } from '../live.ts';
import { go } from '../router.ts';
import { CouldNotRead, Empty, Loading, ScreenTitle } from '../ScreenState.tsx';
import { SavingState } from '../team/SavingState.tsx';
import { useSaving } from '../team/saving.ts';
import { countWords, statusWords, whenWords } from './import-words.ts';
import { fileOf, partWords } from './NewSource.tsx';
import { SourceFields, sourceInput } from './SourceFields.tsx';
import { PreviewImport, SaveImportSource } from './saving-source.ts';
import { uploadFile } from './upload-file.ts';

const ImportSourceById = graphql(`
  query ImportSourceById($id: ID!) {
    viewer {
      id
    }
    importSource(id: $id) {
      id
      key
      name
      licence
      address
      origin
      everyHours
      nextRunAt
      appliesUpTo
      serviceCount
      mapping {
        file
        columns {
          column
          target
        }
      }
      runs(first: 20) {
        edges {
          node {
            id
            status
            startedAt
            startedBy
            appliedAt
            appliedBy
            undoneAt
            undoneBy
            added
            changed
            removed
            unsure
          }
        }
        pageInfo {
          hasNextPage
        }
      }
    }
  }
`);

/** One source: read it now, how it is read by itself, and everything that came of it. */
export function SourcePage({ id }: { id: string }): JSX.Element {
  const [{ data, error }, execute] = useQuery({ query: ImportSourceById, variables: { id } });
  useFresh(execute, ({ kind }) => kind === 'DIRECTORY');
  const saving = useSaving();
  const [, save] = useMutation(SaveImportSource);
  const source = data?.importSource;
  if (!data) {
    return (
      <section class="stack detail" aria-label="Source">
        {error ? <CouldNotRead onAgain={() => execute(again)} /> : <Loading>Opening the source …</Loading>}
      </section>
    );
  }
  if (!source) {
    return (
      <section class="stack detail" aria-label="Source">
        <ScreenTitle>This source is not here</ScreenTitle>
        <p>
          <a href="/console/imports">All sources</a>
        </p>
      </section>
    );
  }
  const hasAddress = source.address !== null;
  const runs = source.runs.edges.map(({ node }) => node);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    const input = { sourceId: id, ...sourceInput(event, hasAddress) };
    if (await saving.save(save({ input }), 'Saved.')) execute(again);
  }

  return (
    <section class="stack detail" aria-label={source.name}>
      <p class="back">
        <a href="/console/imports">All sources</a>
      </p>
      <ScreenTitle>{source.name}</ScreenTitle>
      <p>
        {source.serviceCount === 1 ? '1 service' : `${source.serviceCount.toLocaleString('en-GB')} services`} in the
        directory{source.origin ? `, read from ${source.origin}` : ''}.
        {source.nextRunAt && ` It is read again ${whenWords(source.nextRunAt)}.`}
      </p>
      <ReadNow sourceId={id} hasAddress={hasAddress} />
      <section class="stack" aria-labelledby="history-title">
        <h2 id="history-title">What came of it</h2>
        {runs.length === 0 && (
          <Empty>
            <p>Every import of this source will be here, with who applied it and what it did.</p>
          </Empty>
        )}
        <ul class="cards">
          {runs.map((run) => (
            <li key={run.id}>
              <a class="line" href={`/console/import/${encodeURIComponent(run.id)}`}>
                <strong>
                  {whenWords(run.startedAt)}: {statusWords[run.status]}
                </strong>
                <span>{countWords(run)}</span>
                <span class="hint">{whoWords(run)}</span>
              </a>
            </li>
          ))}
        </ul>
        {source.runs.pageInfo.hasNextPage && <p class="hint">Older imports are not shown.</p>}
      </section>
      <details class="card">
        <summary>How it is read</summary>
        <form class="stack" onSubmit={send} noValidate aria-label="How it is read">
          <SourceFields id="source" source={source} hasAddress={hasAddress} problem={saving.problem} />
          {source.mapping.length > 0 && (
            <p class="hint">
              What its columns mean is remembered: {source.mapping.flatMap(({ columns }) => columns).length} columns are
              taken.
            </p>
          )}
          <p class="hint">
            At a keyboard of the server: <code>npm run import -- … --key {source.key}</code>
          </p>
          <SavingState saving={saving} />
          <div>
            <Button type="submit">{saving.isBusy ? 'One moment …' : 'Save how it is read'}</Button>
          </div>
        </form>
      </details>
    </section>
  );
}

function whoWords(run: {
  startedBy: string | null;
  appliedBy: string | null;
  appliedAt: string | null;
  undoneBy: string | null;
  undoneAt: string | null;
}): string {
  const words = [run.startedBy ? `Asked for by ${run.startedBy}` : 'By itself'];
  if (run.appliedAt) words.push(`applied ${whenWords(run.appliedAt)}${run.appliedBy ? ` by ${run.appliedBy}` : ''}`);
  if (run.undoneAt) words.push(`taken back ${whenWords(run.undoneAt)}${run.undoneBy ? ` by ${run.undoneBy}` : ''}`);
  return `${words.join('; ')}.`;
}

/** Reads the source now: from its address, or from a file that is brought. */
function ReadNow({ sourceId, hasAddress }: { sourceId: string; hasAddress: boolean }): JSX.Element {
  const [state, setState] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [, preview] = useMutation(PreviewImport);
  async function send(event: SubmitEvent) {
    event.preventDefault();
    if (state) return;
    const file = hasAddress ? null : fileOf(event);
    if (!hasAddress && !file) return setProblem('Choose a file first.');
    setProblem(null);
    setState('One moment …');
    const failed = file ? await uploadFile(sourceId, file, (done, parts) => setState(partWords(done, parts))) : null;
    const { data } = failed ? {} : await preview({ sourceId });
    setState('');
    const answer = data?.previewImport;
    if (failed) setProblem(failed);
    else if (answer?.__typename === 'ImportStepPayload') go({ screen: 'import', id: answer.run.id });
    else
      setProblem(
        answer && 'message' in answer ? answer.message : 'We could not reach Kith. Nothing was changed; try again.',
      );
  }
  return (
    <form class="stack card" onSubmit={send} noValidate aria-label="Read it now">
      {!hasAddress && (
        <div class="field">
          <label for="read-file">File</label>
          <input id="read-file" name="file" type="file" accept=".csv,.json,.zip" />
        </div>
      )}
      {problem && (
        <Alert look="error" isLive>
          <p>{problem}</p>
        </Alert>
      )}
      <div class="row">
        <Button type="submit" look="primary">
          {hasAddress ? 'Read it now' : 'Bring this file'}
        </Button>
        <span role="status">{state || 'Nothing is changed before you say so.'}</span>
      </div>
    </form>
  );
}
