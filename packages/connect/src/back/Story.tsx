import type { BackView } from './back-view.ts';

/** What has happened, who read the words and when, and what was written about an introduction. */
export function Story({ view }: { view: BackView }) {
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
