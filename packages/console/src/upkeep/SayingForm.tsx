import { type FragmentOf, graphql, type ResultOf, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field, TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { keepsDraft } from '../drafts.ts';
import { SavingState } from '../team/SavingState.tsx';
import { textOf, useSaving } from '../team/saving.ts';
import { areaWords, language } from '../words.ts';

export const SayingOf = graphql(`
  fragment SayingOf on SearchSaying {
    id
    typed
    also
    areas
    because
    language
    isOn
    origin
  }
`);

const Save = graphql(`
  mutation SaveSearchSaying($input: SaveSearchSayingInput!) {
    saveSearchSaying(input: $input) {
      __typename
      ... on InvalidInput {
        field
      }
      ... on UserError {
        message
      }
    }
  }
`);

type Area = NonNullable<ResultOf<typeof SayingOf>>['areas'][number];

/** What a Kith is spoken to in, most of all. */
const languages = ['en', 'cy', 'pl', 'ar', 'uk', 'ur', 'so'];
const linesOf = (text: string) => text.split('\n').map((line) => line.trim());

/** What people type, and what services call it. */
export function SayingForm({
  saying: data,
  onDone,
  onLeave,
}: {
  /** Left out: a new one. */
  saying?: FragmentOf<typeof SayingOf>;
  onDone: () => void;
  onLeave: () => void;
}): JSX.Element {
  const saying = data && readFragment(SayingOf, data);
  const [, save] = useMutation(Save);
  const saving = useSaving();
  const key = saying?.id ?? 'new';
  // A new one comes back as it was left; a change starts from what search has now.
  const startsAs = (field: string, now: string) => (saying ? { defaultValue: now } : keepsDraft(`saying-${field}`));
  const problemOf = (field: string) => (saving.problem?.field === field ? saving.problem.message : undefined);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    const areas = new FormData(event.currentTarget as HTMLFormElement).getAll('areas') as Area[];
    const input = {
      ...(saying && { id: saying.id }),
      typed: linesOf(textOf(event, 'typed')),
      also: linesOf(textOf(event, 'also')),
      areas,
      because: textOf(event, 'because'),
      language: textOf(event, 'language'),
    };
    if (await saving.save(save({ input }), 'Saved. Search uses it from now on.')) onDone();
  }

  return (
    <form class="stack" noValidate aria-label={saying ? `Change “${saying.typed[0]}”` : 'Add words'} onSubmit={send}>
      <TextArea
        id={`typed-${key}`}
        name="typed"
        rows={4}
        label="What people type"
        hint="A word or a few on each line: “cant sleep”. Endings do not matter."
        lang={saying?.language}
        problem={problemOf('typed')}
        {...startsAs('typed', saying?.typed.join('\n') ?? '')}
      />
      <TextArea
        id={`also-${key}`}
        name="also"
        rows={4}
        label="What services call it"
        hint="Search looks for these words too: “insomnia”, “sleep clinic”."
        problem={problemOf('also')}
        {...startsAs('also', saying?.also.join('\n') ?? '')}
      />
      <Field
        id={`because-${key}`}
        name="because"
        label="This place is here because …"
        hint="Everybody reads it beside the place. For example: it is about sleeping well"
        maxLength={80}
        problem={problemOf('because')}
        {...startsAs('because', saying?.because ?? '')}
      />
      <fieldset class="checks">
        <legend>Parts of life (optional)</legend>
        {Object.entries(areaWords).map(([value, label]) => (
          <label key={value} class="check">
            <input
              type="checkbox"
              name="areas"
              value={value}
              defaultChecked={saying?.areas.some((area) => area === value) ?? false}
            />
            {label}
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label for={`language-${key}`}>Language of the typed words</label>
        <select id={`language-${key}`} name="language">
          {[...new Set([saying?.language ?? 'en', ...languages])].map((code) => (
            <option key={code} value={code} selected={code === (saying?.language ?? 'en')}>
              {language(code)}
            </option>
          ))}
        </select>
      </div>
      <SavingState saving={saving} />
      <div class="row">
        <Button type="submit" look="primary">
          {saving.isBusy ? 'One moment …' : 'Save these words'}
        </Button>
        <Button look="quiet" onClick={onLeave}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
