import { graphql, type ResultOf } from '@kith/contract/graphql.ts';
import { useMutation, useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { forgetDrafts } from '../drafts.ts';
import { pathOf } from '../router.ts';
import { CouldNotRead, Empty, Loading, ScreenTitle } from '../ScreenState.tsx';
import { useSaving } from '../team/saving.ts';
import { dayOfYear } from '../words.ts';
import { RoleTextForm } from './RoleTextForm.tsx';
import { RoleTextVersions } from './RoleTextVersions.tsx';
import { RoleWords } from './RoleWords.tsx';
import type { RoleTextOfPage } from './role-text-pages.ts';

const RoleText = graphql(`
  query RoleText($teamId: ID, $kind: RoleTextKind!) {
    viewer {
      id
    }
    teamSetUp(teamId: $teamId) {
      teamId
      team
      mayChange
      roleText(kind: $kind) {
        number
        parts {
          topic
          title
          words
          kithsWords
          isFixed
        }
        versions {
          number
          chosenAt
          chosenBy
          isKiths
          parts {
            topic
            title
            words
            isFixed
          }
        }
      }
    }
  }
`);

const ChooseRoleText = graphql(`
  mutation ChooseRoleText($input: ChooseRoleTextInput!) {
    chooseRoleText(input: $input) {
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

export type Text = NonNullable<ResultOf<typeof RoleText>['teamSetUp']>['roleText'];
/** Parts to save; none: Kith's own text. */
export type Choose = (parts: { topic: string; words: string }[], said: string) => Promise<void>;

/** One text about a role: its team reads it, who looks after the team writes it, and every version stays. */
export function RoleTextPage({ page, teamId }: { page: RoleTextOfPage; teamId: string | null }): JSX.Element {
  const { kind, slug, title, about } = page;
  const [{ data, error, fetching }, execute] = useQuery({ query: RoleText, variables: { teamId, kind } });
  const [, choose] = useMutation(ChooseRoleText);
  const saving = useSaving();
  const [round, setRound] = useState(0);
  const setUp = data?.teamSetUp;
  const text = setUp?.roleText;
  const newest = text?.versions[0];
  const draft = `role-text/${slug}/${setUp?.teamId}/`;
  const save: Choose = async (parts, said) => {
    const input = { teamId: setUp?.teamId ?? null, kind, parts, basedOn: text?.number ?? 0 };
    if (saving.isBusy || !(await saving.save(choose({ input }), said))) return;
    forgetDrafts(draft);
    setRound(round + 1);
    execute(again);
  };
  return (
    <article class="stack detail">
      <p class="back">
        <a href={pathOf({ screen: 'setup', id: null })}>← Setting up</a>
      </p>
      <ScreenTitle>{title}</ScreenTitle>
      {!data && fetching && <Loading>Reading the text …</Loading>}
      {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
      {data && !setUp && (
        <Empty>
          <p>This belongs to a team. Choose one under “Setting up” first.</p>
        </Empty>
      )}
      {setUp && text && (
        <>
          <p>
            {about} of {setUp.team}.{' '}
            {newest && !newest.isKiths
              ? `Version ${newest.number}, ${newest.chosenBy ? `by ${newest.chosenBy}, ` : ''}${dayOfYear(newest.chosenAt)}.`
              : 'In Kith’s own words.'}
          </p>
          <p>
            <a
              class="button"
              href={`/export/role-text/${slug}.txt?team=${encodeURIComponent(setUp.teamId)}`}
              download={`${slug}.txt`}
            >
              Save as text
            </a>
          </p>
          {setUp.mayChange ? (
            <RoleTextForm key={`${text.number} ${round}`} text={text} draft={draft} saving={saving} onSave={save} />
          ) : (
            <RoleWords parts={text.parts} />
          )}
          <RoleTextVersions versions={text.versions} onUse={setUp.mayChange ? save : null} />
        </>
      )}
    </article>
  );
}
