import { type Finding, findings, sources } from './findings.ts';

/** The day from which this text holds. A new text has a new day. */
const HOLDS_SINCE = { machine: '2026-11-28', words: '28 November 2026' };

/** What people believe about peers, and what research found (S97). */
export function Myths() {
  return (
    <>
      <h1>Myths and facts about peer support</h1>
      <p>
        A peer has been through a hard time, and is there for somebody who is in one now. Many people have a picture of
        that before they have met one. Here is what some say, and what was found.
      </p>
      <p>
        All of it comes from one paper, which read the research of others: Malcolm Payne,{' '}
        <cite>Peer support in mental health: a narrative review of its relevance to social work</cite>. Under each
        answer stands whose research the paper names. We add no numbers of our own. Written on{' '}
        <time dateTime={HOLDS_SINCE.machine}>{HOLDS_SINCE.words}</time>.
      </p>
      {findings.map((finding) => (
        <Myth key={finding.myth} finding={finding} />
      ))}
      <h2>What nobody knows yet</h2>
      <p>
        The paper says so itself: there are few strong studies that compare. Often it was not clear enough what peers
        did, so it is hard to say what made the difference. That is one reason why advocates here note in a few taps
        what the two did.
      </p>
      <h2>Where it comes from</h2>
      <ul>
        {sources.map((source) => (
          <li key={source}>{source}</li>
        ))}
      </ul>
      <p>
        <a href="/pledge">What we promise</a> · <a href="/help">Urgent help is here</a>
      </p>
    </>
  );
}

function Myth({ finding: { myth, fact, from } }: { finding: Finding }) {
  return (
    <section>
      <h2>“{myth}”</h2>
      <p>{fact}</p>
      <p class="hint">Found by: {from}</p>
    </section>
  );
}
