import { graphql, type ResultOf } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { TextArea } from '@kith/ui/Field.tsx';
import { useMutation, useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { draftOf, forgetDrafts, keepsDraft } from '../drafts.ts';
import { pathOf } from '../router.ts';
import { CouldNotRead, Loading, ScreenTitle } from '../ScreenState.tsx';
import { dayOfYear } from '../words.ts';
import { SavingState } from './SavingState.tsx';
import { useSaving } from './saving.ts';

const Wording = graphql(`
  query Wording {
    teamWording {
      number
      chosenAt
      chosenBy
      lines {
        topic
        title
        words
        kithsWords
        isFixed
      }
    }
  }
`);

const ChooseWording = graphql(`
  mutation ChooseWording($input: ChooseAgreementWordingInput!) {
    chooseAgreementWording(input: $input) {
      __typename
      ... on UserError {
        message
      }
      ... on InvalidInput {
        field
      }
    }
  }
`);

type TeamWording = NonNullable<ResultOf<typeof Wording>['teamWording']>;
const DRAFT = 'wording/';

/** The words that the team's agreements begin with. What two have agreed already stays as it is. */
export function WordingPage(): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: Wording });
  const [round, setRound] = useState(0);
  const wording = data?.teamWording;
  return (
    <article class="stack detail">
      <p class="back">
        <a href={pathOf({ screen: 'team', id: null })}>← Team</a>
      </p>
      <ScreenTitle>How agreements begin</ScreenTitle>
      {!data && fetching && <Loading>Reading the wording …</Loading>}
      {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
      {wording && (
        <WordingForm
          key={`${wording.number} ${round}`}
          wording={wording}
          onSaved={() => {
            setRound(round + 1);
            execute(again);
          }}
        />
      )}
    </article>
  );
}

function WordingForm({ wording, onSaved }: { wording: TeamWording; onSaved: () => void }): JSX.Element {
  const saving = useSaving();
  const [, choose] = useMutation(ChooseWording);
  const basedOn = wording.number;

  async function save(lines: { topic: TeamWording['lines'][number]['topic']; words: string }[], said: string) {
    if (saving.isBusy || !(await saving.save(choose({ input: { lines, basedOn } }), said))) return;
    forgetDrafts(DRAFT);
    onSaved();
  }
  function send(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const lines = wording.lines
      .filter(({ isFixed }) => !isFixed)
      .map(({ topic }) => ({ topic, words: String(form.get(topic) ?? '').trim() }));
    void save(lines, 'Saved. New agreements begin with it.');
  }

  const problemOf = (topic: string) =>
    saving.problem?.field === `lines.${topic}` ? saving.problem.message : undefined;
  return (
    <form class="stack" onSubmit={send} noValidate aria-label="Wording of agreements">
      <p>
        Every advocate and person begin with these words and then say it in their own. A change counts for new
        agreements. What two have agreed stays as they agreed it.
      </p>
      <p class="hint">
        {wording.chosenAt
          ? `Version ${wording.number}, ${wording.chosenBy ? `by ${wording.chosenBy}, ` : ''}${dayOfYear(wording.chosenAt)}.`
          : 'These are Kith’s own words. Nobody in your team has changed them yet.'}
      </p>
      {wording.lines.map(({ topic, title, words, kithsWords, isFixed }) =>
        isFixed ? (
          <div key={topic}>
            <h2>{title}</h2>
            <p>{words}</p>
            <p class="hint">A promise to everybody, the same in every team.</p>
          </div>
        ) : (
          <TextArea
            key={topic}
            id={`wording-${topic}`}
            name={topic}
            rows={3}
            label={title}
            {...(words !== kithsWords && { hint: `Kith says: ${kithsWords || 'nothing'}` })}
            maxLength={600}
            problem={problemOf(topic)}
            {...keepsDraft(DRAFT + topic)}
            defaultValue={draftOf(DRAFT + topic) || words}
          />
        ),
      )}
      {!saving.problem?.field?.startsWith('lines.') && <SavingState saving={saving} />}
      <div class="row">
        <Button type="submit" look="primary">
          {saving.isBusy ? 'One moment …' : 'Save for new agreements'}
        </Button>
        {wording.lines.some(({ words, kithsWords }) => words !== kithsWords) && (
          <Button onClick={() => save([], 'New agreements begin with Kith’s words again.')}>
            Use Kith’s words again
          </Button>
        )}
      </div>
    </form>
  );
}
