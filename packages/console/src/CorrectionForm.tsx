import { type FragmentOf, graphql, type ResultOf, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Refused } from './Refused.tsx';
import { Said } from './Said.tsx';
import { advocacyWords, areaWords, provisionWords, serviceWords } from './words.ts';

export const CorrectionOf = graphql(`
  fragment CorrectionOf on Service {
    id
    status
    areas
    provisionTypes
    advocacyKinds
  }
`);

const Correct = graphql(
  `
    mutation Correct($input: CorrectServiceInput!) {
      correctService(input: $input) {
        __typename
        ... on CorrectServicePayload {
          service {
            ...CorrectionOf
          }
        }
        ... on UserError {
          message
        }
      }
    }
  `,
  [CorrectionOf],
);

type Values = ResultOf<typeof CorrectionOf>;
type ListField = 'areas' | 'provisionTypes' | 'advocacyKinds';

/** What to call each field that can be put right. */
export const fieldWords: Readonly<Record<string, string>> = {
  areas: 'Parts of life',
  provisionTypes: 'How peers run it',
  advocacyKinds: 'Who speaks up',
  status: 'Whether it runs',
  isSensitive: 'Whether its place must not be found',
  name: 'Its name',
  description: 'What it is',
  url: 'Its web page',
  email: 'Its e-mail address',
  phone: 'Its phone number',
  feesDescription: 'What it costs',
  applicationProcess: 'How to turn up or apply',
  eligibility: 'Who it is for',
  alert: 'A notice',
  assured: 'Checked and found right',
};
const lists: { field: ListField; words: Readonly<Record<string, string>> }[] = [
  { field: 'areas', words: areaWords },
  { field: 'provisionTypes', words: provisionWords },
  { field: 'advocacyKinds', words: advocacyWords },
];

/** Puts areas, kinds and status right, after a look at before and after. It wins over the source from then on. */
export function CorrectionForm({ service: data }: { service: FragmentOf<typeof CorrectionOf> }): JSX.Element {
  const now = readFragment(CorrectionOf, data);
  // Only what was touched: the rest follows what is read again meanwhile.
  const [touched, setTouched] = useState<Partial<Pick<Values, ListField | 'status'>>>({});
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const [{ fetching }, correct] = useMutation(Correct);
  const wanted = { ...now, ...touched };
  const changes = changesOf(now, wanted);

  function toggle(field: ListField, value: string) {
    const list: readonly string[] = wanted[field];
    const next = list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
    setSaid('');
    setTouched({ ...touched, [field]: next });
  }

  async function send(event: SubmitEvent) {
    event.preventDefault();
    setSaid('');
    if (changes.length === 0) return setProblem('Nothing is changed yet. Tick or choose what is right first.');
    setProblem(null);
    const changed = Object.fromEntries(changes.map(({ field }) => [field, wanted[field]]));
    const { data: answer } = await correct({
      input: { serviceId: now.id, ...changed, ...(note.trim() && { note: note.trim() }) },
    });
    const result = answer?.correctService;
    if (!result) setProblem('We could not reach Kith. Nothing was saved, and what you chose is still here; try again.');
    else if (result.__typename !== 'CorrectServicePayload')
      setProblem('message' in result ? result.message : 'Try again.');
    else {
      setTouched({});
      setNote('');
      setSaid('Saved. Search knows it from now on, and the next import keeps it.');
    }
  }

  return (
    <form class="card stack" onSubmit={send} noValidate aria-labelledby="put-right">
      <h2 id="put-right">Put it right</h2>
      {said && <Said>{said}</Said>}
      <div class="field">
        <label for="service-status">{fieldWords.status}</label>
        <p class="hint" id="service-status-hint">
          Only what runs is found by people.
        </p>
        <select
          id="service-status"
          aria-describedby="service-status-hint"
          value={wanted.status}
          onChange={(event) => {
            setSaid('');
            setTouched({ ...touched, status: event.currentTarget.value as Values['status'] });
          }}
        >
          {Object.entries(serviceWords).map(([value, label]) => (
            <option key={value} value={value} selected={value === wanted.status}>
              {label}
            </option>
          ))}
        </select>
      </div>
      {lists.map(({ field, words }) => (
        <fieldset key={field} class="checks">
          <legend>{fieldWords[field]}</legend>
          {Object.entries(words).map(([value, label]) => (
            <label key={value} class="check">
              <input
                type="checkbox"
                checked={(wanted[field] as readonly string[]).includes(value)}
                onChange={() => toggle(field, value)}
              />
              {label}
            </label>
          ))}
        </fieldset>
      ))}
      <TextArea
        id="service-note"
        name="note"
        rows={2}
        label="Why? (optional)"
        hint="Other stewards read it. For example: their web page says so, or they told us by phone. Nobody's name."
        value={note}
        onInput={(event) => setNote(event.currentTarget.value)}
        maxLength={2000}
      />
      {changes.length > 0 && (
        <section class="stack" aria-labelledby="before-after">
          <h3 id="before-after">Before and after</h3>
          <dl class="facts">
            {changes.map(({ field, before, after }) => (
              <div key={field}>
                <dt>{fieldWords[field]}</dt>
                <dd>
                  <del>{before}</del> → <ins>{after}</ins>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <Refused why={problem} />
      <div class="row">
        <Button type="submit" look="primary">
          {fetching ? 'One moment …' : 'Save what I put right'}
        </Button>
        {changes.length > 0 && (
          <Button look="quiet" onClick={() => setTouched({})}>
            Leave it as it was
          </Button>
        )}
      </div>
    </form>
  );
}

/** What would be another than before, in words. */
function changesOf(
  before: Values,
  after: Pick<Values, ListField | 'status'>,
): { field: ListField | 'status'; before: string; after: string }[] {
  const changes = lists.flatMap(({ field, words }) => {
    const [old, next] = [inWords(before[field], words), inWords(after[field], words)];
    return old === next ? [] : [{ field, before: old, after: next }];
  });
  if (before.status === after.status) return changes;
  const [old, next] = [serviceWords[before.status] ?? before.status, serviceWords[after.status] ?? after.status];
  return [{ field: 'status' as const, before: old, after: next }, ...changes];
}

/** In the order of the words, so that the order of ticking is no change. */
function inWords(values: readonly string[], words: Readonly<Record<string, string>>): string {
  const list = Object.entries(words).flatMap(([value, label]) => (values.includes(value) ? [label] : []));
  return list.length === 0 ? 'none' : list.join(', ');
}
