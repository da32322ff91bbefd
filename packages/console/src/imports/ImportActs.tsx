import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Alert } from '@kith/ui/Alert.tsx';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { go } from '../router.ts';
import { SavingState } from '../team/SavingState.tsx';
import { useSaving } from '../team/saving.ts';
import { ImportRows } from './ImportRows.tsx';
import { whenWords } from './import-words.ts';
import { PreviewImport } from './saving-source.ts';

export const ImportActsOf = graphql(`
  fragment ImportActsOf on ImportRun {
    id
    status
    undoUntil
    changedSince
  }
`);

const ApplyImport = graphql(`
  mutation ApplyImport($importId: ID!) {
    applyImport(importId: $importId) {
      __typename
      ... on ImportStepPayload {
        run {
          id
          status
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);
const DiscardImport = graphql(`
  mutation DiscardImport($importId: ID!) {
    discardImport(importId: $importId) {
      __typename
      ... on ImportStepPayload {
        run {
          id
          status
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);
const UndoImport = graphql(`
  mutation UndoImport($importId: ID!, $undoesChanges: Boolean) {
    undoImport(importId: $importId, undoesChanges: $undoesChanges) {
      __typename
      ... on ImportStepPayload {
        run {
          id
          status
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

/** Yes, no, back: what can be done with an import as it is now. */
export function ImportActs({
  run: data,
  sourceId,
  onDone,
}: {
  run: FragmentOf<typeof ImportActsOf>;
  sourceId: string;
  onDone: () => void;
}): JSX.Element {
  const run = readFragment(ImportActsOf, data);
  const saving = useSaving();
  const [isAsking, setAsking] = useState(false);
  const [, apply] = useMutation(ApplyImport);
  const [, discard] = useMutation(DiscardImport);
  const [, undo] = useMutation(UndoImport);
  const [, preview] = useMutation(PreviewImport);
  const importId = run.id;

  async function act(sending: Parameters<typeof saving.save>[0]) {
    if (saving.isBusy) return;
    if (await saving.save(sending, '')) setAsking(false);
    onDone();
  }
  async function readAgain() {
    const sending = preview({ sourceId });
    if (!(await saving.save(sending, ''))) return;
    const { data: begun } = await sending;
    if (begun?.previewImport.__typename === 'ImportStepPayload')
      go({ screen: 'import', id: begun.previewImport.run.id });
  }

  return (
    <div class="stack acts">
      <SavingState saving={saving} />
      {run.status === 'READY' && (
        <div class="row">
          <Button look="primary" onClick={() => act(apply({ importId }))}>
            Apply
          </Button>
          <Button onClick={() => act(discard({ importId }))}>Set aside</Button>
          <span class="hint">It is applied as a whole, and can be taken back for 30 days.</span>
        </div>
      )}
      {(run.status === 'FAILED' || run.status === 'READY') && (
        <div>
          <Button onClick={readAgain}>Read the source again</Button>
        </div>
      )}
      {run.status === 'APPLIED' && run.undoUntil && !isAsking && (
        <div class="row">
          <Button onClick={() => setAsking(true)}>Undo this import …</Button>
          <span class="hint">Until {whenWords(run.undoUntil)}</span>
        </div>
      )}
      {run.status === 'APPLIED' && isAsking && (
        <section class="card stack" aria-labelledby="undo-title">
          <h2 id="undo-title">Undo this import?</h2>
          <p>
            What it added is hidden, what it changed is as before, what it hid is there again. Nothing is deleted. If
            the source is read by itself, its next import waits for you.
          </p>
          {run.changedSince > 0 && (
            <>
              <Alert>
                <p>
                  {run.changedSince === 1 ? '1 record was changed' : `${run.changedSince} records were changed`} after
                  this import, by somebody here or by a later import.
                </p>
              </Alert>
              <details>
                <summary>Which ones</summary>
                <ImportRows id={importId} tab="CHANGED_SINCE" />
              </details>
            </>
          )}
          <div class="row">
            {run.changedSince === 0 ? (
              <Button look="primary" onClick={() => act(undo({ importId, undoesChanges: null }))}>
                Undo this import
              </Button>
            ) : (
              <>
                <Button look="primary" onClick={() => act(undo({ importId, undoesChanges: false }))}>
                  Undo, but keep those as they are now
                </Button>
                <Button onClick={() => act(undo({ importId, undoesChanges: true }))}>
                  Undo, and put those back too
                </Button>
              </>
            )}
            <Button look="quiet" onClick={() => setAsking(false)}>
              Leave it applied
            </Button>
          </div>
        </section>
      )}
    </div>
  );
}
