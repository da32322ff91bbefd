import { Act, Fold } from './Act.tsx';
import { BackField } from './BackField.tsx';
import { Cards, Review } from './LookingAtIt.tsx';
import { Thanks } from './Thanks.tsx';
import type { DoingView, TogetherView } from './together-view.ts';

const LONGEST_GOODBYE = 1_000;

/** How the two go on: running low, a break, somebody else, an ending. None of them asks for a reason. */
export function GoingOn({
  together,
  thanks,
  pass,
}: {
  together: TogetherView;
  thanks: DoingView['thanks'];
  pass: string;
}) {
  const { name, standIn, low } = together;
  return (
    <section aria-labelledby="going-on-title">
      <h2 id="going-on-title">
        You and <bdi>{name}</bdi>
      </h2>
      {low ? (
        <Act pass={pass} act="not-low" label="I am all right again" look="plain">
          <p>
            You said that you are running low.{' '}
            {low.isSeen ? 'Somebody has seen it.' : `${name} or the team will see it.`} If you need somebody now, open
            “Need help now?” at the top.
          </p>
        </Act>
      ) : (
        <Act pass={pass} act="running-low" label="I am running low">
          <p>
            One press tells <bdi>{name}</bdi>. It is not for an emergency.
          </p>
        </Act>
      )}
      {standIn && (
        <Act
          pass={pass}
          act={standIn.rathersWait ? 'stand-in-is-fine' : 'rather-wait'}
          label={standIn.rathersWait ? `${standIn.name} is fine` : 'I would rather wait'}
          look="plain"
        >
          <p>
            {standIn.rathersWait ? (
              <>
                You would rather wait for <bdi>{name}</bdi> than meet <bdi>{standIn.name}</bdi>.
              </>
            ) : (
              <>
                <bdi>{standIn.name}</bdi> {standIn.isIn ? 'is there while' : 'would step in if'} <bdi>{name}</bdi>{' '}
                {standIn.isIn ? 'has a break' : 'needed a break'}.
              </>
            )}
          </p>
        </Act>
      )}
      <Review together={together} pass={pass} />
      <Cards together={together} pass={pass} />
      <Thanks to={together} thanks={thanks} pass={pass} />
      <Fold summary="Ask for somebody else" kind="ask-once">
        <Act pass={pass} act="somebody-else" label="Yes, somebody else" look="plain">
          <p>
            You need no reason. You and <bdi>{name}</bdi> stop, and the team looks for somebody else at once.
          </p>
        </Act>
      </Fold>
      <Fold summary="Finish for now" kind="ask-once">
        <Act pass={pass} act="end-match" label="Yes, finish for now" look="plain">
          <p>You can come back whenever you like.</p>
          <BackField name="goodbye" label="A word to say goodbye (optional)" rows={3} maxLength={LONGEST_GOODBYE} />
        </Act>
      </Fold>
    </section>
  );
}
