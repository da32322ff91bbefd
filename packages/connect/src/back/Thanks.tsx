import { Act, Fold } from './Act.tsx';
import { BackField, useHasProblem } from './BackField.tsx';
import type { DoingView, WithView } from './together-view.ts';

const LONGEST_THANKS = 1_000;

/** To say thank you, and every thank-you there was. */
export function Thanks({ to, thanks, pass }: { to: WithView | null; thanks: DoingView['thanks']; pass: string }) {
  return (
    <>
      {to && <Give to={to} pass={pass} />}
      {thanks.map((one) => (
        <div key={one.id}>
          <p>
            {one.day}, {one.isMine ? 'you wrote to' : ''} <bdi>{one.with}</bdi>
            {one.isMine ? '' : ' wrote'}: <bdi>{one.words}</bdi> {one.gained && <bdi>{one.gained}</bdi>}
          </p>
          {one.isMine && (
            <Act
              pass={pass}
              act="thanks-back"
              label="Take it back"
              about={`the thank-you of ${one.day}`}
              look="quiet"
              fields={{ thanksId: one.id }}
            />
          )}
        </div>
      ))}
    </>
  );
}

/** The form says whom it is for: by the time it is sent they may be with somebody else. */
function Give({ to: { matchId, name }, pass }: { to: WithView; pass: string }) {
  return (
    <Fold summary="Say thank you" isOpen={useHasProblem('thanks')}>
      <Act pass={pass} act="thanks" label={`Give it to ${name}`} fields={{ matchId }} isNew>
        <BackField name="thanks" label="Your words" rows={3} maxLength={LONGEST_THANKS} />
        <label class="choice">
          <input type="checkbox" name="mayKeep" value="yes" />
          <span>
            <bdi>{name}</bdi> may keep these words
          </span>
        </label>
      </Act>
    </Fold>
  );
}

/** After an ending: what was said in thanks stays, and more may be said. */
export function ThanksAfterwards({ doing, pass }: { doing: DoingView; pass: string }) {
  if (!doing.lastWith && doing.thanks.length === 0) return null;
  return (
    <section aria-labelledby="thanks-title">
      <h2 id="thanks-title">Thank you</h2>
      <Thanks to={doing.lastWith} thanks={doing.thanks} pass={pass} />
    </section>
  );
}
