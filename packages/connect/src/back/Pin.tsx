import { Field } from '@kith/ui/Field.tsx';
import { useContext } from 'preact/hooks';
import { problemFor } from '../ask-problems.ts';
import { Act, Fold } from './Act.tsx';
import { BackFormsContext, useHasProblem } from './BackField.tsx';

/** A PIN instead of the last two words, for a link on a phone that others use. Chosen, changed and taken away here. */
export function Pin({ hasPin, pass }: { hasPin: boolean; pass: string }) {
  const { problems } = useContext(BackFormsContext);
  const isOpen = useHasProblem('pin');
  return (
    <Fold summary={hasPin ? 'Your PIN' : 'Choose a PIN for your link'} isOpen={isOpen}>
      <Act pass={pass} act="pin-set" label={hasPin ? 'Save the new PIN' : 'Save this PIN'} look="plain">
        <p>
          {hasPin
            ? 'Your link asks for your PIN now.'
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
