import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import type { JSX } from 'preact';
import { channelWords, dayAndTime, matchWords, shortDay } from './words.ts';

// Names only where they are one's own people: for a coordinator every look at how to reach somebody is written down.
export const MatchLine = graphql(`
  fragment MatchLine on Match {
    id
    status
    proposedAt
    lapsesAt
    answeredAt
    reviewOn
    isReviewDue
    advocate {
      id
      firstName
    }
    request {
      id
      reference
      reach @include(if: $withNames) {
        name
      }
    }
    firstMeeting {
      channel
      when
    }
  }
`);

/** Two people and where they are with each other, on two lines. */
export function MatchLineView({
  match: data,
  tellsAdvocate = false,
}: {
  match: FragmentOf<typeof MatchLine>;
  tellsAdvocate?: boolean;
}): JSX.Element {
  const match = readFragment(MatchLine, data);
  const person = match.request?.reach?.name || `Request ${match.request?.reference ?? ''}`;
  return (
    <a class="line" href={`/console/people/${encodeURIComponent(match.id)}`}>
      <strong>{tellsAdvocate ? `${person} and ${match.advocate.firstName}` : person}</strong>
      <span>{whereThey(match)}</span>
    </a>
  );
}

function whereThey(match: {
  status: string;
  lapsesAt: string;
  answeredAt: string | null;
  reviewOn: string | null;
  isReviewDue: boolean;
  firstMeeting: { channel: string; when: string } | null;
}): string {
  if (match.status === 'PROPOSED' && match.answeredAt) return 'Said yes. Agree together how you meet.';
  if (match.status === 'PROPOSED')
    return `Waiting for an answer. Passes on by itself on ${dayAndTime(match.lapsesAt)}.`;
  if (match.status !== 'ACTIVE') return matchWords[match.status] ?? match.status;
  const first = match.firstMeeting;
  const meeting = first ? `First: ${(channelWords[first.channel] ?? '').toLowerCase()}, ${first.when}.` : 'In touch.';
  if (match.isReviewDue) return 'Time to look at it together.';
  return match.reviewOn ? `${meeting} Look again together on ${shortDay(match.reviewOn)}.` : meeting;
}
