import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { keepDraft } from '../drafts.ts';
import { useFresh } from '../live.ts';
import { CouldNotRead } from '../ScreenState.tsx';
import { ContactOf, ContactsSection } from './ContactsSection.tsx';
import { PermissionOf, PermissionsSection } from './PermissionsSection.tsx';
import { ProviderOf, ProvidersSection } from './ProvidersSection.tsx';
import { SharedPlanSection } from './SharedPlanSection.tsx';
import { StepOf, StepsSection } from './StepsSection.tsx';

const PartInMatch = graphql(`
  query PartInMatch($id: ID!) {
    viewer {
      id
    }
    match(id: $id) {
      id
      status
      viewerIs
    }
  }
`);

const DoingOf = graphql(
  `
    query DoingOf($id: ID!, $open: Boolean!) {
      viewer {
        id
      }
      match(id: $id) {
        id
        contacts {
          ...ContactOf
        }
        permissions {
          ...PermissionOf
        }
        steps {
          ...StepOf
        }
        serviceIntroductions {
          ...ProviderOf
        }
      }
    }
  `,
  [ContactOf, PermissionOf, StepOf, ProviderOf],
);

/**
 * What the two of a match do together: contacts, steps, permissions, services. The advocate and whoever stands in write
 * here. A coordinator sees when and what kind; words only after opening them, which the person is told.
 */
export function Doing({ matchId, name }: { matchId: string; name: string }): JSX.Element | null {
  const [{ data: known }] = useQuery({ query: PartInMatch, variables: { id: matchId } });
  const part = known?.match?.viewerIs ?? null;
  const [isOpened, setOpened] = useState(false);
  // How often somebody asked for the form of a step from elsewhere.
  const [wishes, setWishes] = useState(0);
  const isTogether = part === 'ADVOCATE' || part === 'STAND_IN';
  const open = isTogether || isOpened;
  const [{ data, error }, execute] = useQuery({
    query: DoingOf,
    variables: { id: matchId, open },
    pause: part === null,
  });
  useFresh(execute);
  const match = data?.match;
  if (part === null) return null;
  if (!match) return error ? <CouldNotRead onAgain={() => execute(again)} /> : null;
  const isInTouch = known?.match?.status === 'ACTIVE' || known?.match?.status === 'PROPOSED';
  const shared = { matchId, name, canAct: isTogether && isInTouch, onChanged: () => execute(again) };
  return (
    <>
      {part === 'ADVOCATE' && <SharedPlanSection matchId={matchId} name={name} />}
      <ContactsSection
        {...shared}
        contacts={match.contacts}
        permissions={match.permissions}
        onStep={(text) => {
          keepDraft(`step/${matchId}//what`, text);
          setWishes((before) => before + 1);
        }}
      />
      <StepsSection {...shared} steps={match.steps} wishes={wishes} />
      <ProvidersSection {...shared} introductions={match.serviceIntroductions} />
      <PermissionsSection {...shared} permissions={match.permissions} canAsk={part === 'ADVOCATE' && isInTouch} />
      {!open && (
        <div>
          <p>
            You see when and what kind. What was written is between the two of them. {name} is told when you open it.
          </p>
          <Button onClick={() => setOpened(true)}>Open what was written</Button>
        </div>
      )}
    </>
  );
}
