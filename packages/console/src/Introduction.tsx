import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { forgetDrafts } from './drafts.ts';
import { FirstMeetingForm, meetingDraft, unsentMeeting } from './FirstMeetingForm.tsx';
import { FocusFirst } from './FocusFirst.tsx';
import { Refused } from './Refused.tsx';
import { AskFirst } from './requests/AskFirst.tsx';
import { areaWords, channelWords, dayAndTime, language } from './words.ts';

export const IntroductionCard = graphql(`
  fragment IntroductionCard on Match {
    id
    lapsesAt
    reason
    whyYou
    notMet
    question {
      question
      answer
    }
    advocate {
      id
      firstName
      pronouns
      describedAs
      aboutMe
      story
    }
    request {
      id
      reference
      words
      area
      language
      outwardCode
      channel
      reach {
        channel
        name
        times
        mayLeaveVoicemail
        pronouns
        describedAs
        communicationNeeds
      }
    }
  }
`);

const SayNotMe = graphql(`
  mutation SayNotMe($input: DeclineMatchInput!) {
    declineMatch(input: $input) {
      __typename
      ... on DeclineMatchPayload {
        match {
          id
          status
        }
      }
      ... on UserError {
        message
      }
    }
  }
`);

/** Somebody whom a coordinator would like this advocate to meet (A3). "Not me" needs no reason and costs nothing. */
export function Introduction({
  match: data,
  depth = 3,
  onAnswered,
}: {
  match: FragmentOf<typeof IntroductionCard>;
  /** What came of it, in a sentence: the card itself goes away. */
  onAnswered: (sentence: string) => void;
  /** Of its heading: one deeper than the heading that it stands under. */
  depth?: 2 | 3;
}): JSX.Element {
  const Heading = depth === 2 ? 'h2' : 'h3';
  const match = readFragment(IntroductionCard, data);
  const { request } = match;
  const [stage, setStage] = useState<'first' | 'reading' | 'yes' | 'ask' | 'not me'>(
    // What was typed before comes back open.
    unsentMeeting(match.id).some(Boolean) ? 'yes' : 'first',
  );
  const [cameBack] = useState(stage === 'yes');
  const [problem, setProblem] = useState<string | null>(null);
  const [{ fetching }, decline] = useMutation(SayNotMe);

  async function sayNotMe(knowsThem = false) {
    setProblem(null);
    const { data: answer } = await decline({ input: { matchId: match.id, ...(knowsThem && { knowsThem }) } });
    const result = answer?.declineMatch;
    if (!result) setProblem('We could not reach Kith. Try again; nothing was changed.');
    else if (result.__typename !== 'DeclineMatchPayload') setProblem(result.message);
    else {
      forgetDrafts(meetingDraft(match.id));
      onAnswered('Passed on. Thank you for looking. Your coordinator thinks of somebody else.');
    }
  }

  const name = request?.reach?.name || 'Somebody';
  return (
    <article class="card stack" aria-label={`Introduction: ${name}`}>
      <Heading>{name}</Heading>
      {request?.words ? (
        <blockquote dir="auto">{request.words}</blockquote>
      ) : (
        <p>They asked without words. That is fine: they would like to talk to somebody.</p>
      )}
      {match.reason && (
        <p dir="auto">
          <strong>Why your coordinator thought of you: </strong>
          {match.reason}
        </p>
      )}
      <Reasons title="Why you" lines={match.whyYou} depth={depth === 2 ? 3 : 4} />
      <Reasons title="Not met" lines={match.notMet} depth={depth === 2 ? 3 : 4} />
      <dl class="facts">
        <Fact name="What helps them" value={request?.reach?.communicationNeeds ?? ''} />
        <Fact name="How they describe themselves" value={request?.reach?.describedAs ?? ''} />
        <Fact name="Their pronouns" value={request?.reach?.pronouns ?? ''} />
        <Fact name="How" value={channelWords[request?.reach?.channel ?? request?.channel ?? ''] ?? ''} />
        <Fact name="When it is safe" value={request?.reach?.times ?? ''} />
        <Fact name="About" value={areaWords[request?.area ?? ''] ?? ''} />
        <Fact name="Language" value={request ? language(request.language) : ''} />
        <Fact name="Lives near" value={request?.outwardCode ?? ''} />
        <Fact name="Your answer" value={`by ${dayAndTime(match.lapsesAt)}; after that somebody else is asked`} />
      </dl>
      <WhatTheyLearn advocate={match.advocate} />
      <Refused why={problem} />
      {(stage === 'reading' || stage === 'first') && (
        <FocusFirst key="reading" when={stage === 'reading'}>
          <div class="row">
            <Button look="primary" onClick={() => setStage('yes')}>
              Yes, I would like to
            </Button>
            <Button onClick={() => setStage('not me')}>Not me</Button>
            {!match.question?.answer && <Button onClick={() => setStage('ask')}>Ask my coordinator</Button>}
          </div>
        </FocusFirst>
      )}
      {stage === 'yes' && (
        <FocusFirst key="yes" when={!cameBack}>
          <FirstMeetingForm
            depth={depth === 2 ? 3 : 4}
            matchId={match.id}
            channel={request?.reach?.channel ?? request?.channel ?? 'PHONE'}
            times={request?.reach?.times ?? null}
            onYes={() =>
              onAnswered(`You said yes. ${name} is told how and when you meet. Then agree together how you go on.`)
            }
            onBack={() => setStage('reading')}
          />
        </FocusFirst>
      )}
      {match.question && (
        <div class="stack">
          <p dir="auto">
            <strong>You asked: </strong>
            {match.question.question}
          </p>
          <p dir="auto">
            {match.question.answer
              ? `Your coordinator says: ${match.question.answer}`
              : 'Your coordinator has your question. You can still answer before they do.'}
          </p>
        </div>
      )}
      {stage === 'ask' && (
        <FocusFirst key="ask">
          <AskFirst
            matchId={match.id}
            onAsked={() => onAnswered('Your coordinator has your question. The introduction waits for their answer.')}
            onBack={() => setStage('reading')}
          />
        </FocusFirst>
      )}
      {stage === 'not me' && (
        <FocusFirst key="not me">
          <p tabIndex={-1}>That is all right, and needs no reason. Your coordinator will think of somebody else.</p>
          <div class="row">
            <Button look="primary" onClick={() => sayNotMe()}>
              {fetching ? 'One moment …' : 'Pass it on'}
            </Button>
            <Button onClick={() => sayNotMe(true)}>I know this person</Button>
            <Button look="quiet" onClick={() => setStage('reading')}>
              Let me look again
            </Button>
          </div>
        </FocusFirst>
      )}
    </article>
  );
}

/** What the person reads about the advocate after a yes, word for word, so that nothing of it is a surprise (S54, S121). */
function WhatTheyLearn({
  advocate,
}: {
  advocate: {
    firstName: string;
    pronouns: string | null;
    describedAs: string | null;
    aboutMe: string | null;
    story: string | null;
  };
}): JSX.Element {
  const { firstName, pronouns, describedAs, aboutMe, story } = advocate;
  return (
    <details>
      <summary>What they learn about you when you say yes</summary>
      <p dir="auto">{[firstName, pronouns, describedAs].filter(Boolean).join(' · ')}</p>
      {aboutMe && <p dir="auto">{aboutMe}</p>}
      {story ? (
        <blockquote dir="auto">{story}</blockquote>
      ) : (
        <p class="hint">Nothing of your own story: you have not written one, or you keep it to yourself.</p>
      )}
      <p class="hint">
        And what you share with them. Before your yes they learn nothing. <a href="/console/me">Change it under Me</a>
      </p>
    </details>
  );
}

/** A short list with a heading, or nothing. */
export function Reasons({
  title,
  lines,
  depth,
}: {
  title: string;
  lines: readonly string[];
  depth: 2 | 3 | 4;
}): JSX.Element | null {
  if (lines.length === 0) return null;
  const Heading = `h${depth}` as const;
  return (
    <div class="reasons">
      <Heading class="reason">{title}</Heading>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

/** A name and what is known, or nothing. */
export function Fact({ name, value }: { name: string; value: string }): JSX.Element | null {
  if (!value) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{value}</dd>
    </div>
  );
}
