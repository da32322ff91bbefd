import { type FragmentOf, graphql, type ResultOf, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field, TextArea } from '@kith/ui/Field.tsx';
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { draftOf, forgetDrafts, keepsDraft } from '../drafts.ts';
import { Empty } from '../ScreenState.tsx';
import { dayOfYear } from '../words.ts';
import { SaveState } from './SaveState.tsx';
import { problemOf, useSave } from './saving.ts';

export const Learning = graphql(`
  fragment Learning on MyGrowth {
    learning {
      id
      learnedOn
      title
      words
    }
  }
`);

const AddLearning = graphql(`
  mutation AddLearning($input: AddLearningInput!) {
    addLearning(input: $input) {
      __typename
      ... on MyGrowthPayload {
        growth {
          learning {
            id
          }
        }
      }
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`);

const RemoveLearning = graphql(`
  mutation RemoveLearning($id: ID!) {
    removeLearning(id: $id) {
      __typename
      ... on MyGrowthPayload {
        growth {
          learning {
            id
          }
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

type Entry = ResultOf<typeof Learning>['learning'][number];

/** What somebody learned, kept for themselves and for their record. What was removed can be put back. */
export function LearningLog({ growth }: { growth: FragmentOf<typeof Learning> }): JSX.Element {
  const { learning } = readFragment(Learning, growth);
  const add = useSave(AddLearning);
  const remove = useSave(RemoveLearning);
  const [removed, setRemoved] = useState<Entry | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const today = new Date().toLocaleDateString('en-CA');

  async function send(event: SubmitEvent) {
    event.preventDefault();
    remove.forget();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const input = {
      learnedOn: String(given.get('learnedOn') ?? '') || today,
      title: String(given.get('title') ?? ''),
      words: String(given.get('words') ?? '').trim() || null,
    };
    if (await add.save({ input }, 'Added to your log.')) {
      forgetDrafts('learning ');
      form.current?.reset();
      for (const field of form.current?.querySelectorAll<HTMLInputElement>('[name=title], [name=words]') ?? []) {
        field.value = '';
      }
    }
  }

  async function putBack({ learnedOn, title, words }: Entry) {
    remove.forget();
    setRemoved(null);
    await add.save({ input: { learnedOn, title, words } }, `“${title}” is back.`);
  }

  return (
    <section class="card stack" aria-labelledby="learning">
      <h2 id="learning">What I have learned</h2>
      {learning.length === 0 && (
        <Empty>
          <p>Nothing yet. A course, a talk, something that somebody taught you: it all counts.</p>
        </Empty>
      )}
      <ul class="cards">
        {learning.map((entry) => (
          <li key={entry.id} class="stack entry">
            <h3 dir="auto">{entry.title}</h3>
            <p class="hint">{dayOfYear(entry.learnedOn)}</p>
            {entry.words && (
              <p class="own-words" dir="auto">
                {entry.words}
              </p>
            )}
            <div>
              <Button
                look="quiet"
                aria-label={`Remove: ${entry.title}`}
                onClick={async () => {
                  add.forget();
                  if (await remove.save({ id: entry.id }, `“${entry.title}” is removed.`)) setRemoved(entry);
                }}
              >
                Remove
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <SaveState problem={remove.problem} said={remove.said}>
        {removed && <Button onClick={() => putBack(removed)}>Put it back</Button>}
      </SaveState>
      <form class="stack" ref={form} onSubmit={send} noValidate>
        <h3>Add something</h3>
        <Field
          id="title"
          name="title"
          label="What I learned"
          maxLength={120}
          autocomplete="off"
          problem={problemOf(add.problem, 'title')}
          {...keepsDraft('learning title')}
        />
        <TextArea
          id="words"
          name="words"
          label="More of it (optional)"
          maxLength={4000}
          problem={problemOf(add.problem, 'words')}
          {...keepsDraft('learning words')}
        />
        <Field
          id="learnedOn"
          name="learnedOn"
          type="date"
          label="When"
          defaultValue={draftOf('learning day') || today}
          max={today}
          problem={problemOf(add.problem, 'learnedOn')}
        />
        <SaveState problem={add.problem} said={add.said} fields={['title', 'words', 'learnedOn']} />
        <div>
          <Button type="submit">{add.isBusy ? 'Adding …' : 'Add to my log'}</Button>
        </div>
      </form>
    </section>
  );
}
