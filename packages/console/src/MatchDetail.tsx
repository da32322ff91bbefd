import { graphql } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Icon } from '@kith/ui/Icon.tsx';
import { backIcon } from '@kith/ui/icons.ts';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { again } from './client.ts';
import { forgetDrafts } from './drafts.ts';
import { meetingDraft, unsentMeeting } from './FirstMeetingForm.tsx';
import { Introduction, IntroductionCard, Reasons } from './Introduction.tsx';
import { useFresh } from './live.ts';
import { isAboutMatch } from './live-stream.ts';
import { AgreementParts, AgreementSection } from './match/AgreementSection.tsx';
import { CardParts, CardSection } from './match/CardSection.tsx';
import { Doing } from './match/Doing.tsx';
import { ReachParts, ReachSection } from './match/ReachSection.tsx';
import { RestParts, RestSection } from './match/RestSection.tsx';
import { ReviewParts, ReviewSection } from './match/ReviewSection.tsx';
import { ThanksForm } from './match/ThanksForm.tsx';
import { NotFoundScreen } from './NotFoundScreen.tsx';
import { Said, Unsent } from './Said.tsx';
import { CouldNotRead, Loading, ScreenTitle } from './ScreenState.tsx';
import { matchWords } from './words.ts';
import { Worried } from './worries/Worried.tsx';

const MatchById = graphql(
  `
    query MatchById($id: ID!, $withWords: Boolean!) {
      viewer {
        id
        advocate {
          id
        }
      }
      match(id: $id) {
        id
        status
        answeredAt
        agreedAt
        viewerIs
        isReviewDue
        agreements {
          number
          isOpen
        }
        reason
        whyYou
        notMet
        advocate {
          id
          firstName
        }
        request {
          id
          reference
          words
          reach {
            name
          }
        }
        ...IntroductionCard
        ...ReachParts
        ...AgreementParts
        ...CardParts
        ...ReviewParts
        ...RestParts
      }
    }
  `,
  [IntroductionCard, ReachParts, AgreementParts, CardParts, ReviewParts, RestParts],
);

/** One advocate and one person: how it is safe to be in touch, what they agree, what they do, and when they look again. */
export function MatchDetail({ id, isCoordinator }: { id: string; isCoordinator: boolean }): JSX.Element {
  // What the two wrote for each other is opened by a coordinator on purpose: the person is told.
  const [isOpened, setOpened] = useState(!isCoordinator);
  const [{ data, error, fetching }, execute] = useQuery({
    query: MatchById,
    variables: { id, withWords: isOpened },
  });
  useFresh(execute, (change) => isAboutMatch(change, id, data?.match?.request?.id));
  const [said, setSaid] = useState('');
  const [, forget] = useState(0);
  const match = data?.match;
  // Where things stand is decided once: a section that jumped when it was done would lose what it says, and the focus.
  const first = useRef<{ isOpen: boolean; isReviewDue: boolean } | null>(null);
  if (match)
    first.current ??= {
      isOpen: match.agreedAt === null || match.agreements[0]?.isOpen === true,
      isReviewDue: match.isReviewDue,
    };
  const { isOpen, isReviewDue } = first.current ?? { isOpen: false, isReviewDue: false };
  if (data && !match) return <NotFoundScreen />;
  const isMine = match?.advocate.id === data?.viewer?.advocate?.id && match !== undefined;
  // A coordinator who is an advocate, too, and theirs: nothing is hidden from who it is for.
  if (isMine && !isOpened) setOpened(true);
  const isWaiting = match?.status === 'PROPOSED' && !match.answeredAt;
  const name = match?.request?.reach?.name || (match?.request ? `Request ${match.request.reference}` : 'Two people');
  const agreement = match && <AgreementSection match={match} isMine={isMine} name={name} />;
  const review = match && <ReviewSection match={match} isMine={isMine} name={name} />;
  return (
    <section class="stack detail" aria-label="Two people">
      <p class="back">
        <a href="/console/people">
          <Icon shape={backIcon} /> All people
        </a>
      </p>
      <ScreenTitle>{match && !isMine ? `${name} and ${match.advocate.firstName}` : name}</ScreenTitle>
      {!match && fetching && <Loading>Reading …</Loading>}
      {!match && error && <CouldNotRead onAgain={() => execute(again)} />}
      {match && isWaiting && isMine && <Introduction match={match} depth={2} onAnswered={setSaid} />}
      {said && <Said>{said}</Said>}
      {match && isMine && !isWaiting && unsentMeeting(match.id).some(Boolean) && (
        <Unsent
          why="This introduction has moved on."
          words={unsentMeeting(match.id)}
          onForget={() => {
            forgetDrafts(meetingDraft(match.id));
            forget((before) => before + 1);
          }}
        />
      )}
      {match && !(isWaiting && isMine) && (
        <>
          <p>{whereTheyAre(match)}</p>
          {match.viewerIs === 'STAND_IN' && (
            <p class="hint">
              You step in while {match.advocate.firstName} has a break. It ends for you when the break ends.
            </p>
          )}
          {match.request && <ReachSection match={match} />}
          {match.request && !isWaiting && <Worried requestId={match.request.id} name={name} />}
          {/* First what waits for somebody, then what is done most, then what is looked up now and then. */}
          {!isWaiting && isReviewDue && review}
          {!isWaiting && isOpen && agreement}
          {!isWaiting && <Doing matchId={match.id} name={name} />}
          {match.request?.words && (
            <section class="stack" aria-labelledby="asked-words">
              <h2 id="asked-words">What they asked</h2>
              <blockquote dir="auto">{match.request.words}</blockquote>
            </section>
          )}
          {!isWaiting && (
            <>
              {!isOpen && agreement}
              <CardSection match={match} isMine={isMine} name={name} />
              {!isOpened && (
                <div class="stack">
                  <p class="hint">
                    What they wrote for each other is between the two. {name} is told when you open it.
                  </p>
                  <div class="row">
                    <Button onClick={() => setOpened(true)}>Open what they agreed</Button>
                  </div>
                </div>
              )}
              {!isReviewDue && review}
              {isMine && (match.status === 'ACTIVE' || match.answeredAt !== null) && match.status !== 'PAUSED' && (
                <ThanksForm matchId={match.id} name={name} />
              )}
              <RestSection match={match} isMine={isMine} isCoordinator={isCoordinator} name={name} />
            </>
          )}
          <Reasons
            title="Why these two"
            lines={match.reason ? [match.reason, ...match.whyYou] : match.whyYou}
            depth={2}
          />
          <Reasons title="Not met" lines={match.notMet} depth={2} />
        </>
      )}
    </section>
  );
}

function whereTheyAre({
  status,
  answeredAt,
  agreedAt,
}: {
  status: string;
  answeredAt: string | null;
  agreedAt: string | null;
}): string {
  if (status === 'PROPOSED' && answeredAt && !agreedAt)
    return 'The advocate said yes. When both have agreed how they meet, they are connected.';
  return `${matchWords[status] ?? status}.`;
}
