import { Act, Fold } from './Act.tsx';
import type { ConsentView, RightsView } from './rights-view.ts';

/** What the person said yes to, as it was said, and the way to take each yes back. */
export function Consents({ rights, name, pass }: { rights: RightsView; name: string | null; pass: string }) {
  if (rights.consents.length === 0) return null;
  return (
    <Fold summary="What you said yes to">
      {rights.consents.map((consent) => (
        <article class="answers" key={`${consent.purpose} ${consent.day} ${consent.withdrawnDay}`}>
          {consent.text && <p>“{consent.text}”</p>}
          <p class="hint">
            You said yes {consent.how} on {consent.day}. This text is version {consent.version}.
          </p>
          {consent.withdrawnDay ? (
            <p>You took it back on {consent.withdrawnDay}.</p>
          ) : (
            <TakeBack purpose={consent.purpose} name={name} pass={pass} />
          )}
        </article>
      ))}
    </Fold>
  );
}

function TakeBack({ purpose, name, pass }: { purpose: ConsentView['purpose']; name: string | null; pass: string }) {
  if (purpose === 'SHARE_WITH_ADVOCATE')
    return (
      <Act pass={pass} act="stop-sharing" label="Take this yes back" look="plain">
        <p>
          {name ? (
            <>
              <bdi>{name}</bdi> sees nothing of yours any more, at once. You two stop.
            </>
          ) : (
            'At once, no peer sees what you wrote any more.'
          )}{' '}
          All of it rests here. You can say yes again and go on, any day.
        </p>
      </Act>
    );
  return (
    <Fold summary="Take this yes back" about=": then everything is erased" kind="ask-once">
      <Act pass={pass} act="erase" label="Yes, take it back and erase everything" look="plain">
        <p>
          Without this yes the team may not keep your words. So everything is erased at once, for everybody, for good.
          This cannot be undone.
        </p>
      </Act>
    </Fold>
  );
}

/** The way back after a yes was taken back: to read it, and say it again. */
export function ShareAgain({
  again,
  team,
  pass,
}: {
  again: { text: string; version: string };
  team: string;
  pass: string;
}) {
  return (
    <Act pass={pass} act="share-again" label="Say yes again, and start" fields={{ version: again.version }}>
      <p>
        You took back your yes, so no peer sees what you wrote. To go on, say yes again: “{again.text}” Then{' '}
        <bdi>{team}</bdi> looks for somebody for you.
      </p>
    </Act>
  );
}
