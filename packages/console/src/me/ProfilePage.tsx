import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import type { JSX } from 'preact';
import { AboutForm, AboutMe } from './AboutForm.tsx';
import { HoursForm, MyHours } from './HoursForm.tsx';
import { SeenBy } from './SeenBy.tsx';
import { Shares, SharesForm } from './SharesForm.tsx';
import { MyStory, StoryForm } from './StoryForm.tsx';

export const ProfilePage = graphql(
  `
    fragment ProfilePage on MyProfile {
      ...AboutMe
      ...Shares
      ...MyHours
      ...MyStory
    }
  `,
  [AboutMe, Shares, MyHours, MyStory],
);

/** What an advocate says of themselves, each part saved on its own. Nobody else can change a word of it. */
export function ProfilePageView({ profile }: { profile: FragmentOf<typeof ProfilePage> }): JSX.Element {
  const parts = readFragment(ProfilePage, profile);
  return (
    <>
      <p class="hint">Only you can change this page. Nobody can say something about you for you.</p>
      <AboutForm profile={parts} />
      <SharesForm profile={parts} />
      <SeenBy />
      <StoryForm profile={parts} />
      <HoursForm profile={parts} />
    </>
  );
}
