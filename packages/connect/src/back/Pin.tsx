import { Field } from '@kith/ui/Field.tsx';
import { useContext } from 'preact/hooks';
import { problemFor } from '../ask-problems.ts';
import { Act, Fold } from './Act.tsx';
import { BackFormsContext, useHasProblem } from './BackField.tsx';

/** One or two wrong ones are mostly one's own fingers. */
const MORE_THAN_A_SLIP = 3;

/** What the page tells about the PIN. */
export interface PinView {
  /** Their link asks for a PIN. */
  hasPin: boolean;
  /** Wrong ones that were typed since it was chosen. */
  wrongTimes: number;
  /** Too many: only the four words open the page. */
  isClosed: boolean;
}

/** A PIN instead of the last two words, for a link on a phone that others use. Chosen, changed and taken away here. */
export function Pin({ pin, pass }: { pin: PinView; pass: string }) {
  const { hasPin } = pin;
  const { problems } = useContext(BackFormsContext);
  const isOpen = useHasProblem('pin');
  return (
    <Fold
      summary={hasPin ? 'Your PIN' : 'Choose a PIN for your link'}
      isOpen={isOpen || pin.wrongTimes >= MORE_THAN_A_SLIP}
    >
      <WrongOnes pin={pin} />
      <Act pass={pass} act="pin-set" label={hasPin ? 'Save the new PIN' : 'Save this PIN'} look="plain">
        <p>
          {hasPin
            ? pin.isClosed
              ? 'Your link asks for your four words now. To use a PIN again, choose one.'
              : 'Your link asks for your PIN now.'
            : 'Does somebody else use your phone? With a PIN, your link opens only when the PIN is typed. You do not need one.'}
        </p>
        <p>If you forget it, all four words still open this page. Keep them where nobody else looks.</p>
        <Field
          id="pin"
          name="pin"
          label={hasPin ? 'A new PIN' : 'Your PIN'}
          hint="4 to 8 numbers that nobody near you would guess. Not a birthday, and not the PIN of your phone."
          problem={problemFor(problems, 'pin')?.message}
          inputMode="numeric"
          autocomplete="off"
          maxLength={12}
          dir="ltr"
        />
      </Act>
      {hasPin && (
        <Act pass={pass} act="pin-remove" label="Take the PIN away" look="plain">
          <p>Without it, your link asks for your last two words again.</p>
        </Act>
      )}
    </Fold>
  );
}

/** Whoever tries to guess it is told about: the person alone knows whether it was themselves. */
function WrongOnes({ pin: { wrongTimes, isClosed } }: { pin: PinView }) {
  if (wrongTimes === 0) return null;
  return (
    <p>
      <strong>
        {wrongTimes === 1
          ? 'A wrong PIN was typed once since you chose yours.'
          : `A wrong PIN was typed ${wrongTimes} times since you chose yours.`}
      </strong>{' '}
      {isClosed
        ? 'So your PIN opens nothing any more. Your four words do.'
        : 'If that was not you, somebody has your link: choose another PIN, or get new words above.'}
    </p>
  );
}
