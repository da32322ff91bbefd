import { Alert } from '@kith/ui/Alert.tsx';
import { Button } from '@kith/ui/Button.tsx';
import type { ComponentChildren } from 'preact';
import { longest } from './ask-draft.ts';
import type { Problem } from './ask-problems.ts';
import type { BackView } from './back-view.ts';
import { ReachList, WishList } from './CheckAnswers.tsx';
import { Problems } from './Problems.tsx';
import { ReachQuestion } from './ReachQuestion.tsx';
import { Meanwhile } from './Sent.tsx';
import { TextField } from './TextField.tsx';
import { WishesQuestion } from './WishesQuestion.tsx';

interface BackRequestProps {
  view: BackView;
  /** Signed, 30 minutes, in the page's own forms and nowhere else. */
  pass: string;
  /** What has just been done. */
  notice: string | null;
  problems: Problem[];
}

/** One's own request: where it is, who answers, every word of one's own, and each way to change or stop it. */
export function BackRequest({ view, pass, notice, problems }: BackRequestProps) {
  return (
    <>
      <h1>An update for you</h1>
      <Problems problems={problems} />
      {notice && <Alert isLive>{notice}</Alert>}
      <p class="status">{view.statusSentence}</p>
      {view.meeting && <Meeting meeting={view.meeting} />}
      <Story view={view} />
      <YourWords view={view} pass={pass} problems={problems} />
      <Stopping view={view} pass={pass} />
      <Meanwhile links={view.meanwhile} />
    </>
  );
}

function Meeting({ meeting }: { meeting: NonNullable<BackView['meeting']> }) {
  return (
    <section class="card" aria-labelledby="meeting-title">
      <h2 id="meeting-title">
        You meet <bdi>{meeting.name}</bdi>
      </h2>
      {meeting.aboutMe && (
        <p class="words" dir="auto">
          {meeting.aboutMe}
        </p>
      )}
      {meeting.shares.length > 0 && <p>You may have in common: {meeting.shares.join(', ')}.</p>}
      {meeting.how ? (
        <dl class="strip">
          <div>
            <dt>How</dt>
            <dd>{meeting.how.way}</dd>
          </div>
          <div>
            <dt>When</dt>
            <dd dir="auto">{meeting.how.when}</dd>
          </div>
          {meeting.how.words && (
            <div>
              <dt>In their words</dt>
              <dd class="words" dir="auto">
                {meeting.how.words}
              </dd>
            </div>
          )}
        </dl>
      ) : (
        <p>How you meet is not settled yet. You will see it here.</p>
      )}
      {meeting.reviewDay && (
        <p>You both look at how it is going by {meeting.reviewDay}. You can stop before that, any day.</p>
      )}
    </section>
  );
}

function Story({ view }: { view: BackView }) {
  return (
    <section aria-labelledby="story-title">
      <h2 id="story-title">What has happened</h2>
      <ol class="story">
        {view.story.map((event) => (
          <li key={event.at + event.sentence}>
            <time dateTime={event.at}>{event.day}</time> {event.sentence}
          </li>
        ))}
      </ol>
      {view.introductions.length > 0 && (
        <details>
          <summary>What the coordinator wrote about introducing you</summary>
          {view.introductions.map((introduction) => (
            <p key={introduction.day + introduction.reason}>
              {introduction.day}: <bdi>{introduction.reason}</bdi>
            </p>
          ))}
        </details>
      )}
    </section>
  );
}

function YourWords({ view, pass, problems }: Omit<BackRequestProps, 'notice'>) {
  const { draft } = view;
  const has = (...fields: string[]) =>
    problems.some(({ field }) => fields.includes(field) || (fields.includes('wish') && field.startsWith('wish')));
  return (
    <section aria-labelledby="words-title">
      <h2 id="words-title">What you told us</h2>
      <h3>In your words</h3>
      {draft.words ? (
        <p class="words" dir="auto">
          {draft.words}
        </p>
      ) : (
        <p>You left this empty. That is fine.</p>
      )}
      {view.about && (
        <p>
          About: <bdi>{view.about}</bdi>
        </p>
      )}
      <Change what="your words" isOpen={has('words')}>
        <Act pass={pass} act="change-words" label="Save my words">
          <TextField
            name="words"
            label="In your own words (optional)"
            value={draft.words}
            problems={problems}
            rows={7}
            maxLength={longest.words}
            autocomplete="off"
          />
        </Act>
      </Change>
      <h3>Who you talk to</h3>
      <WishList view={view} draft={draft} />
      <Change what="who you talk to" isOpen={has('wish')}>
        <Act pass={pass} act="change-wishes" label="Save who you talk to">
          <WishesQuestion view={view} draft={draft} problems={problems} />
        </Act>
      </Change>
      <h3>How to reach you</h3>
      {view.otherReach && <p>{view.otherReach}</p>}
      {(draft.channel || !view.otherReach) && <ReachList draft={draft} />}
      <Change what="how to reach you" isOpen={has('channel', 'phone', 'email', 'post', 'times', 'name', 'outwardCode')}>
        <Act pass={pass} act="change-reach" label="Save how to reach me">
          <ReachQuestion draft={draft} problems={problems} />
        </Act>
      </Change>
      <div class="buttons">
        <Act pass={pass} act="download-text" label="Download to read" look="plain" />
        <Act pass={pass} act="download-json" label="Download as data" look="plain" />
      </div>
    </section>
  );
}

function Stopping({ view, pass }: Pick<BackRequestProps, 'view' | 'pass'>) {
  return (
    <section aria-labelledby="stop-title">
      <h2 id="stop-title">Pause, stop or erase</h2>
      <p>You never have to say why. Nobody is cross.</p>
      {view.canPause && (
        <Act pass={pass} act="pause" label="Pause" look="plain">
          <p>Pause: nothing happens until you start it again.</p>
        </Act>
      )}
      {view.canResume && (
        <Act pass={pass} act="resume" label="Start again">
          <p>Start again: {view.team} looks for somebody for you.</p>
        </Act>
      )}
      {view.canWithdraw && (
        <details class="ask-once">
          <summary>Stop</summary>
          <Act pass={pass} act="withdraw" label="Yes, stop" look="plain">
            <p>
              Nobody contacts you any more, and a peer who was asked is told that you have stopped. Your words stay here
              until {view.openUntilDay}, so that you can start again.
            </p>
          </Act>
        </details>
      )}
      <details class="ask-once">
        <summary>Erase everything</summary>
        <Act pass={pass} act="erase" label="Yes, erase everything" look="plain">
          <p>
            Everything you wrote is gone at once, for everybody, for good. Nobody contacts you. Your four words and your
            link stop working. This cannot be undone.
          </p>
        </Act>
      </details>
    </section>
  );
}

function Change({ what, isOpen, children }: { what: string; isOpen: boolean; children: ComponentChildren }) {
  return (
    <details class="change" open={isOpen}>
      <summary>
        Change<span class="unseen"> {what}</span>
      </summary>
      {children}
    </details>
  );
}

/** One thing to do: a form of its own, so that it works without a script. */
function Act({
  pass,
  act,
  label,
  look = 'primary',
  children,
}: {
  pass: string;
  act: string;
  label: string;
  look?: 'primary' | 'plain';
  children?: ComponentChildren;
}) {
  return (
    <form method="post" action="/back" noValidate autocomplete="off">
      <input type="hidden" name="pass" value={pass} />
      {children}
      <p class="buttons">
        <Button {...(look === 'primary' && { look })} type="submit" name="do" value={act}>
          {label}
        </Button>
      </p>
    </form>
  );
}
