import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { TextArea } from '@kith/ui/Field.tsx';
import type { JSX } from 'preact';
import { SaveState } from './SaveState.tsx';
import { problemOf, useSave } from './saving.ts';

export const MyStory = graphql(`
  fragment MyStory on MyProfile {
    story
    storyShownSince
  }
`);

const TellMyStory = graphql(`
  mutation TellMyStory($input: TellMyStoryInput!) {
    tellMyStory(input: $input) {
      __typename
      ... on MyProfilePayload {
        profile {
          firstName
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

/** A few sentences of one's own way. Off unless its owner says so. */
export function StoryForm({ profile }: { profile: FragmentOf<typeof MyStory> }): JSX.Element {
  const me = readFragment(MyStory, profile);
  const { save, problem, said, isBusy } = useSave(TellMyStory);
  function send(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const isShown = form.get('isShown') === 'yes';
    void save(
      { input: { story: String(form.get('story') ?? '').trim() || null, isShown } },
      isShown ? 'Saved. People you are with can read it.' : 'Saved. Nobody else can read it.',
    );
  }
  return (
    <section class="card stack" aria-labelledby="story-title">
      <h2 id="story-title">Your story (optional)</h2>
      <form class="stack" onSubmit={send} noValidate>
        <TextArea
          id="story"
          name="story"
          label="A few sentences of your own way"
          hint="What it was like, what helped. Say no more than you would tell somebody over tea."
          defaultValue={me.story ?? ''}
          maxLength={2000}
          problem={problemOf(problem, 'story')}
        />
        <label class="check">
          <input type="checkbox" name="isShown" value="yes" defaultChecked={me.storyShownSince !== null} />
          People I am with, and my coordinators, may read it
        </label>
        <SaveState problem={problem} said={said} fields={['story']} />
        <div>
          <Button type="submit">{isBusy ? 'Saving …' : 'Save my story'}</Button>
        </div>
      </form>
    </section>
  );
}
