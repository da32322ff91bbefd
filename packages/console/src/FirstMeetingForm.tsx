import { graphql } from '@kith/contract/graphql.ts';
import { Field, TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { draftOf, forgetDrafts, keepsDraft } from './drafts.ts';
import { Refused } from './Refused.tsx';
import { SendRow } from './SendRow.tsx';
import { channelWords } from './words.ts';

const SayYes = graphql(`
  mutation SayYes($input: AcceptMatchInput!) {
    acceptMatch(input: $input) {
      __typename
      ... on AcceptMatchPayload {
        match {
          id
          status
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

type Channel = 'PHONE' | 'TEXT' | 'EMAIL' | 'POST' | 'IN_PERSON' | 'COME_BACK';

/** Where the words of a yes are kept until it is said. */
export function meetingDraft(matchId: string): string {
  return `yes/${matchId}/`;
}

/** What was typed for a yes and not sent. */
export function unsentMeeting(matchId: string): string[] {
  return ['when', 'words'].map((field) => draftOf(meetingDraft(matchId) + field));
}

/** How and when they first meet: what the person will read. Keeps what was typed when sending fails. */
export function FirstMeetingForm({
  matchId,
  channel,
  times,
  depth,
  onYes,
  onBack,
}: {
  matchId: string;
  /** What the person asked for. */
  channel: Channel;
  times: string | null;
  depth: 3 | 4;
  onYes: () => void;
  onBack: () => void;
}): JSX.Element {
  const Heading = `h${depth}` as const;
  const [problem, setProblem] = useState<{ message: string; field: string | null } | null>(null);
  const [{ fetching }, accept] = useMutation(SayYes);
  // What the person called safe; meeting somewhere; or written here for them to find. Any other way would be refused.
  const offered = [...new Set<Channel>([channel, 'IN_PERSON', 'COME_BACK'])];

  async function send(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const when = String(form.get('when') ?? '').trim();
    if (!when) {
      setProblem({ message: 'Say when, so that they know. For example: Thursday at 2 pm.', field: 'when' });
      document.getElementById(`when-${matchId}`)?.focus();
      return;
    }
    setProblem(null);
    const { data } = await accept({
      input: {
        matchId,
        firstMeeting: {
          channel: String(form.get('channel')) as Channel,
          when,
          words: String(form.get('words') ?? '').trim() || null,
        },
      },
    });
    const result = data?.acceptMatch;
    if (!result) {
      setProblem({ message: 'We could not reach Kith. What you wrote is still here; try again.', field: null });
    } else if (result.__typename !== 'AcceptMatchPayload') {
      const field = 'field' in result ? (result.field?.split('.').at(-1) ?? null) : null;
      setProblem({ message: result.message, field });
    } else {
      forgetDrafts(meetingDraft(matchId));
      onYes();
    }
  }

  const problemOf = (field: string) => (problem?.field === field ? problem.message : undefined);
  return (
    <form class="stack" onSubmit={send} noValidate>
      <Heading class="reason">Good. How do you first meet?</Heading>
      <Refused why={problem && !['when', 'words'].includes(problem.field ?? '') && problem.message} />
      <div class="field">
        <label for={`channel-${matchId}`}>How</label>
        <select id={`channel-${matchId}`} name="channel">
          {offered.map((one) => (
            <option key={one} value={one} selected={one === channel}>
              {one === 'COME_BACK' ? 'They read it when they come back' : channelWords[one]}
              {one === channel ? ' (what they asked for)' : ''}
            </option>
          ))}
        </select>
      </div>
      <Field
        id={`when-${matchId}`}
        name="when"
        label="When"
        hint={times ? `Safe for them: ${times}` : 'A day and a time, for example: Thursday 26 November, 2 pm.'}
        maxLength={120}
        problem={problemOf('when')}
        {...keepsDraft(`${meetingDraft(matchId)}when`)}
      />
      <TextArea
        id={`words-${matchId}`}
        name="words"
        rows={4}
        label="A few words to them (optional)"
        hint="They read this as you write it. Say hello; say what you will talk about."
        problem={problemOf('words')}
        {...keepsDraft(`${meetingDraft(matchId)}words`)}
      />
      <SendRow send="Say yes and tell them" isBusy={fetching} back="Let me look again" onBack={onBack} />
    </form>
  );
}
