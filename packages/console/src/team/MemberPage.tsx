import { graphql } from '@kith/contract/graphql.ts';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { again } from '../client.ts';
import { pathOf } from '../router.ts';
import { CouldNotRead, Loading, ScreenTitle } from '../ScreenState.tsx';
import { dayOfYear, energyWords, load, stageWords } from '../words.ts';
import { MemberForms, MemberToChange } from './MemberForms.tsx';
import { SupervisionSection, SupervisionToPrepare } from './SupervisionSection.tsx';

const MemberById = graphql(
  `
    query MemberById($id: ID!) {
      viewer {
        id
      }
      teamMember(id: $id) {
        id
        name
        roles
        room
        reviewsDue
        beside
        standIn
        standInAsked
        stageChanges {
          at
          toStage
          decidedBy
        }
        advocate {
          id
          stage
          energy
          capacity
          openMatches
        }
        ...SupervisionToPrepare
        ...MemberToChange
      }
    }
  `,
  [SupervisionToPrepare, MemberToChange],
);

export interface Choice {
  id: string;
  name: string;
}

/** One colleague: what is needed for supervision first (≤ 5 minutes, K4), then what can be changed. */
export function MemberPage({
  id,
  mentors,
  coordinators,
  mentorsSupervise,
  onChanged,
}: {
  id: string;
  mentors: readonly Choice[];
  coordinators: readonly Choice[];
  mentorsSupervise: boolean;
  onChanged: () => void;
}): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: MemberById, variables: { id } });
  const member = data?.teamMember;
  const changed = () => {
    execute(again);
    onChanged();
  };
  return (
    <article class="stack detail">
      <p class="back">
        <a href={pathOf({ screen: 'team', id: null })}>← Team</a>
      </p>
      {!data && fetching && <Loading>Reading …</Loading>}
      {!data && error && <CouldNotRead onAgain={() => execute(again)} />}
      {data && !member && (
        <>
          <ScreenTitle>Nobody like that</ScreenTitle>
          <p>They may have moved to another team. Your team is on the left, or one step back.</p>
        </>
      )}
      {member && (
        <>
          <ScreenTitle>{member.name}</ScreenTitle>
          {member.advocate && (
            <dl class="facts">
              <Fact name="Stage">
                {stageWords[member.advocate.stage ?? ''] ?? ''}
                {member.beside && `, with ${member.beside}`}
              </Fact>
              <Fact name="Energy now">{energyWords[member.advocate.energy ?? ''] ?? ''}</Fact>
              <Fact name="People now">{load(member.advocate.openMatches, member.advocate.capacity)}</Fact>
              <Fact name="Looking again soon">
                {member.reviewsDue === 0 ? 'No review within a week' : `${member.reviewsDue} within a week`}
              </Fact>
              <Fact name="Stands in for them">
                {member.standIn ?? (member.standInAsked ? `${member.standInAsked}, not answered yet` : 'Nobody')}
              </Fact>
            </dl>
          )}
          <SupervisionSection
            member={member}
            // A mentor is there for advocates, not for the coordinators who look after them.
            supervisors={
              mentorsSupervise && !member.roles.includes('COORDINATOR') ? [...coordinators, ...mentors] : coordinators
            }
            onChanged={changed}
          />
          {member.advocate && <MemberForms member={member} mentors={mentors} onChanged={changed} />}
          {member.stageChanges.length > 0 && (
            <section class="stack" aria-labelledby="way">
              <h2 id="way">Their way so far</h2>
              <ol class="story">
                {member.stageChanges.map((change) => (
                  <li key={change.at}>
                    {stageWords[change.toStage]}: <time dateTime={change.at}>{dayOfYear(change.at)}</time>
                    {change.decidedBy && `, decided with ${change.decidedBy}`}
                  </li>
                ))}
              </ol>
            </section>
          )}
        </>
      )}
    </article>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
