import { Rights } from './RightsPanel.tsx';

/** The day from which this text holds. A new text has a new day. */
const HOLDS_SINCE = { machine: '2026-11-23', words: '23 November 2026' };

/** What everybody who works here promises (S101). */
export function Pledge() {
  return (
    <>
      <h1>What we promise</h1>
      <p>
        Everybody who works with Kith promises this. It holds since{' '}
        <time dateTime={HOLDS_SINCE.machine}>{HOLDS_SINCE.words}</time>.
      </p>
      <ol>
        <li>Nobody is forced to anything. What happens next is agreed with you.</li>
        <li>No check-in is ever required. You can leave every question empty.</li>
        <li>We never track where you are.</li>
        <li>We pass nothing on to anybody without your yes.</li>
        <li>
          There is one limit. If somebody may be in danger, your team is told, and only what is needed. You are told
          first whenever that is safe. The police or a hospital are called without you only if a life is in danger right
          now.
        </li>
        <li>We never sell what you tell us, and never use it for anything else.</li>
        <li>We never add you up to a number.</li>
        <li>If we get it wrong, we say so, and put it right with you.</li>
      </ol>
      <h2>Your rights</h2>
      <Rights />
      <h2>Are we not keeping it?</h2>
      <p>
        Tell your team, or anybody who is with you. Say which line it is. They must answer within 30 days, and you lose
        nothing by it.
      </p>
      <h2>What is a peer?</h2>
      <p>
        Somebody who has been through a hard time, too. What some people believe about peers, and what was found, is in{' '}
        <a href="/myths">myths and facts about peer support</a>.
      </p>
      <p>
        <a href="/help">Urgent help is here</a>.
      </p>
    </>
  );
}
