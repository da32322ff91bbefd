import type { BackView } from './back-view.ts';

/** Who meets the person, and how. */
export function Meeting({ meeting }: { meeting: NonNullable<BackView['meeting']> }) {
  return (
    <section class="card" aria-labelledby="meeting-title">
      <h2 id="meeting-title">
        You meet <bdi>{meeting.name}</bdi>
        {meeting.pronouns && (
          <>
            {' '}
            (<bdi>{meeting.pronouns}</bdi>)
          </>
        )}
      </h2>
      {meeting.describedAs && <p dir="auto">{meeting.describedAs}</p>}
      {meeting.aboutMe && (
        <p class="words" dir="auto">
          {meeting.aboutMe}
        </p>
      )}
      {meeting.advocateStory && (
        <details>
          <summary>
            In their own words: the story of <bdi>{meeting.name}</bdi>
          </summary>
          <p class="words" dir="auto">
            {meeting.advocateStory}
          </p>
        </details>
      )}
      {meeting.shares.length > 0 && (
        <p>
          What <bdi>{meeting.name}</bdi> tells about themselves: {meeting.shares.join(' · ')}
        </p>
      )}
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
