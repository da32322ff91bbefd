import { Alert } from '@kith/ui/Alert.tsx';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { go } from '../router.ts';
import { ScreenTitle } from '../ScreenState.tsx';
import { useSaving } from '../team/saving.ts';
import { SourceFields, sourceInput } from './SourceFields.tsx';
import { PreviewImport, SaveImportSource } from './saving-source.ts';
import { MOST_MEGABYTES, uploadFile } from './upload-file.ts';

/** A new source: a web address that Kith reads, or a file that somebody brings. Ends at the first preview. */
export function NewSource(): JSX.Element {
  const [hasAddress, setHasAddress] = useState(false);
  const [state, setState] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const saving = useSaving();
  const [, save] = useMutation(SaveImportSource);
  const [, preview] = useMutation(PreviewImport);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    if (state) return;
    const file = hasAddress ? null : fileOf(event);
    setProblem(null);
    if (!hasAddress && !file) return setProblem('Choose a file first.');
    const input = sourceInput(event, hasAddress);
    setState('Saving …');
    try {
      const sending = save({ input });
      if (!(await saving.save(sending, ''))) return;
      const { data } = await sending;
      const id =
        data?.saveImportSource.__typename === 'SaveImportSourcePayload' ? data.saveImportSource.source.id : null;
      if (!id) return;
      const failed = file ? await uploadFile(id, file, (done, parts) => setState(partWords(done, parts))) : null;
      if (failed) return setProblem(failed);
      const { data: begun } = await preview({ sourceId: id });
      if (begun?.previewImport.__typename === 'ImportStepPayload')
        go({ screen: 'import', id: begun.previewImport.run.id });
      else go({ screen: 'imports', id });
    } finally {
      setState('');
    }
  }

  return (
    <section class="stack detail" aria-label="Add a source">
      <p class="back">
        <a href="/console/imports">All sources</a>
      </p>
      <ScreenTitle>Add a source</ScreenTitle>
      <form class="stack card" onSubmit={send} noValidate aria-label="Add a source">
        <fieldset class="choices" aria-label="Where it comes from">
          {[false, true].map((value) => (
            <button
              key={String(value)}
              type="button"
              class="choice"
              aria-pressed={hasAddress === value}
              onClick={() => setHasAddress(value)}
            >
              {value ? 'A web address' : 'A file'}
            </button>
          ))}
        </fieldset>
        <SourceFields id="new" hasAddress={hasAddress} problem={saving.problem} />
        {!hasAddress && (
          <div class="field">
            <label for="new-file">File</label>
            <p class="hint" id="new-file-hint">
              CSV, JSON or zip, up to {MOST_MEGABYTES} MB. Any CSV will do: Kith asks you what its columns mean.
            </p>
            <input id="new-file" name="file" type="file" accept=".csv,.json,.zip" aria-describedby="new-file-hint" />
          </div>
        )}
        {(problem ?? (saving.problem && !saving.problem.field && saving.problem.message)) && (
          <Alert look="error" isLive>
            <p>{problem ?? saving.problem?.message}</p>
          </Alert>
        )}
        <p class="hint">Next you see what would change. Nothing is changed before you say so.</p>
        <div class="row">
          <Button type="submit" look="primary">
            Save and look what it brings
          </Button>
          <span role="status">{state}</span>
        </div>
      </form>
    </section>
  );
}

/** The file that was chosen, if any. */
export function fileOf(event: SubmitEvent): File | null {
  const input = (event.currentTarget as HTMLFormElement).elements.namedItem('file');
  return input instanceof HTMLInputElement ? (input.files?.[0] ?? null) : null;
}

export function partWords(done: number, parts: number): string {
  return done >= parts ? 'The file is here.' : `Bringing the file: ${Math.round((done / parts) * 100)} %`;
}
