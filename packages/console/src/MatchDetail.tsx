import { graphql } from '@kith/contract/graphql.ts';
import { Icon } from '@kith/ui/Icon.tsx';
import { backIcon } from '@kith/ui/icons.ts';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from './client.ts';
import { forgetDrafts } from './drafts.ts';
import { meetingDraft, unsentMeeting } from './FirstMeetingForm.tsx';
import { Fact, Introduction, IntroductionCard, Reasons } from './Introduction.tsx';
import { useFresh } from './live.ts';
import { NotFoundScreen } from './NotFoundScreen.tsx';
import { Said, Unsent } from './Said.tsx';
import { CouldNotRead, Loading, ScreenTitle } from './ScreenState.tsx';
import { areaWords, channelWords, day, language, matchWords } from './words.ts';

const MatchById = graphql(
  `
    query MatchById($id: ID!) {
      viewer {
        id
        advocate {
          id
        }
      }
      match(id: $id) {
        id
        status
        reason
        whyYou
        notMet
        reviewOn
        answeredAt
        firstMeeting {
          channel
          when
          words
        }
        advocate {
          id
          firstName
        }
        request {
          id
          reference
          area
          language
          outwardCode
          words
          reach {
            channel
            value
            name
            times
            mayLeaveVoicemail
          }
        }
        ...IntroductionCard
      }
    }
  `,
  [IntroductionCard],
);

/** One advocate and one person: how they first meet, how it is safe to be in touch, and when they look again. */
export function MatchDetail({ id }: { id: string }): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: MatchById, variables: { id } });
  useFresh(execute);
  const [said, setSaid] = useState('');
  const [, forget] = useState(0);
  const match = data?.match;
  if (data && !match) return <NotFoundScreen />;
  const reach = match?.request?.reach;
  const isMine = match?.advocate.id === data?.viewer?.advocate?.id;
  const name = reach?.name || (match?.request ? `Request ${match.request.reference}` : 'Two people');
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
      {match?.status === 'PROPOSED' && isMine && <Introduction match={match} depth={2} onAnswered={setSaid} />}
      {said && <Said>{said}</Said>}
      {match && isMine && match.status !== 'PROPOSED' && unsentMeeting(match.id).some(Boolean) && (
        <Unsent
          why="This introduction has moved on."
          words={unsentMeeting(match.id)}
          onForget={() => {
            forgetDrafts(meetingDraft(match.id));
            forget((before) => before + 1);
          }}
        />
      )}
      {match && !(match.status === 'PROPOSED' && isMine) && (
        <>
          <p>{matchWords[match.status]}.</p>
          {match.firstMeeting && (
            <section class="card stack" aria-labelledby="first">
              <h2 id="first">How they first meet</h2>
              <p>
                {channelWords[match.firstMeeting.channel]}, {match.firstMeeting.when}
              </p>
              {match.firstMeeting.words && <blockquote dir="auto">{match.firstMeeting.words}</blockquote>}
            </section>
          )}
          {match.request?.words && (
            <section class="stack" aria-labelledby="asked-words">
              <h2 id="asked-words">What they asked</h2>
              <blockquote dir="auto">{match.request.words}</blockquote>
            </section>
          )}
          <dl class="facts">
            <Fact
              name="How it is safe"
              value={[channelWords[reach?.channel ?? ''], reach?.value].filter(Boolean).join(': ')}
            />
            <Fact name="When it is safe" value={reach?.times ?? ''} />
            <Fact name="Voicemail" value={voicemail(reach)} />
            <Fact name="About" value={areaWords[match.request?.area ?? ''] ?? ''} />
            <Fact name="Language" value={match.request ? language(match.request.language) : ''} />
            <Fact name="Lives near" value={match.request?.outwardCode ?? ''} />
            <Fact name="Look again together" value={match.reviewOn ? day(match.reviewOn) : ''} />
          </dl>
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

function voicemail(reach: { channel: string; mayLeaveVoicemail: boolean | null } | null | undefined): string {
  if (reach?.channel !== 'PHONE' || reach.mayLeaveVoicemail === null) return '';
  return reach.mayLeaveVoicemail ? 'A message is fine' : 'Leave no message';
}
