import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation, useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { go } from '../router.ts';
import { CouldNotRead, Loading } from '../ScreenState.tsx';
import { SavingState } from '../team/SavingState.tsx';
import { textOf, useSaving } from '../team/saving.ts';
import { PreviewImport, SaveImportSource } from './saving-source.ts';

const ColumnTargets = graphql(`
  query ColumnTargets {
    viewer {
      id
    }
    columnTargets {
      target
      label
    }
  }
`);

interface Table {
  file: string;
  columns: { column: string; target: string | null; reason: string; examples: string[] }[];
}

/** What the columns of a CSV mean: a suggestion that somebody corrects. It is remembered with the source. */
export function MappingForm({ sourceId, tables }: { sourceId: string; tables: readonly Table[] }): JSX.Element {
  const [{ data, error }, execute] = useQuery({ query: ColumnTargets });
  const saving = useSaving();
  const [, save] = useMutation(SaveImportSource);
  const [, preview] = useMutation(PreviewImport);
  const [busy, setBusy] = useState(false);
  if (!data) return error ? <CouldNotRead onAgain={() => execute(again)} /> : <Loading>One moment …</Loading>;

  async function send(event: SubmitEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const mapping = tables.map(({ file, columns }, table) => ({
      file: tables.length === 1 ? '*' : file,
      columns: columns.flatMap(({ column }, index) => {
        const target = textOf(event, `${table}-${index}`);
        return target ? [{ column, target }] : [];
      }),
    }));
    const runsUnlessSaid = textOf(event, 'runs') === 'yes';
    const isSaved = await saving.save(save({ input: { sourceId, mapping, runsUnlessSaid } }), '');
    const { data: begun } = isSaved ? await preview({ sourceId }) : {};
    setBusy(false);
    const answer = begun?.previewImport;
    if (answer?.__typename === 'ImportStepPayload') go({ screen: 'import', id: answer.run.id });
    else if (isSaved)
      saving.refuse(answer && 'message' in answer ? answer.message : 'It is saved. Read the source again.');
  }

  return (
    <form class="stack" onSubmit={send} noValidate aria-label="What the columns mean">
      <p>
        Kith does not know the names of these columns. This is what they probably mean. Put right what is wrong; it is
        remembered for the next file of this source.
      </p>
      {tables.map(({ file, columns }, table) => (
        <fieldset key={file} class="card stack">
          <legend>
            <strong dir="auto">{file}</strong>
          </legend>
          {columns.map(({ column, target, reason, examples }, index) => (
            <div key={column} class="field">
              <label for={`column-${table}-${index}`} dir="auto">
                {column}
              </label>
              <p class="hint" id={`column-${table}-${index}-hint`} dir="auto">
                {reason} {examples.length > 0 && `For example: ${examples.join(' · ')}`}
              </p>
              <select
                id={`column-${table}-${index}`}
                name={`${table}-${index}`}
                aria-describedby={`column-${table}-${index}-hint`}
              >
                <option value="">Leave it out</option>
                {data.columnTargets.map((one) => (
                  <option key={one.target} value={one.target} selected={one.target === target}>
                    {one.label}
                  </option>
                ))}
              </select>
            </div>
          ))}
        </fieldset>
      ))}
      <label class="check">
        <input type="checkbox" name="runs" value="yes" />
        Services in this file run, unless it says otherwise. Without this they are hidden until somebody checks.
      </label>
      <SavingState saving={saving} />
      <div>
        <Button type="submit" look="primary">
          {busy ? 'One moment …' : 'Save, and look what it brings'}
        </Button>
      </div>
    </form>
  );
}
