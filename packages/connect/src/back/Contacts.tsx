import { Act, Fold } from './Act.tsx';
import { BackField, useHasProblem } from './BackField.tsx';
import type { ContactNoteKind, ContactView } from './together-view.ts';

const LONGEST_COMMENT = 2_000;
const LONGEST_NOTE = 1_000;

const kinds: Readonly<Record<ContactNoteKind, string>> = {
  COMMENT: 'wrote beside it',
  CORRECTION_WISHED: 'asked for it to be put right',
  CORRECTION: 'put right',
  SAID: 'wrote down what you said',
  OBSERVED: 'noticed this, and you did not say it',
};
/** Written by the person: nobody else's view of them. */
const ownKinds = { ...kinds, SAID: 'wrote what you want', OBSERVED: 'wrote what you noticed' };

/** Every word that others wrote about the person, and what the person writes beside it (S80). */
export function Contacts({
  contacts,
  name,
  pass,
}: {
  contacts: readonly ContactView[];
  /** With whom they are in touch now; null: with nobody. */
  name: string | null;
  pass: string;
}) {
  const [newest, ...older] = contacts;
  const isEarlierOpen = useHasProblem(...older.map(({ id }) => `comment-${id}`));
  const isNewOpen = useHasProblem('contactNote');
  if (!newest && !name) return null;
  const show = (contact: ContactView) => <Contact key={contact.id} contact={contact} pass={pass} />;
  return (
    <section aria-labelledby="contacts-title">
      <h2 id="contacts-title">When you were in touch</h2>
      <p>You see every word that was written. You can write beside it, or ask for it to be put right.</p>
      {newest && show(newest)}
      {older.length > 0 && (
        <Fold summary={`Earlier (${older.length})`} isOpen={isEarlierOpen}>
          {older.map(show)}
        </Fold>
      )}
      {name && (
        <Fold summary="Write about a time you were in touch" isOpen={isNewOpen}>
          <Act pass={pass} act="contact-new" label="Save" about="about a time you were in touch" isNew>
            <BackField
              name="contactNote"
              label="What you want to remember"
              hint={`You and ${name} both see this.`}
              rows={4}
              maxLength={LONGEST_NOTE}
            />
          </Act>
        </Fold>
      )}
    </section>
  );
}

function Contact({ contact, pass }: { contact: ContactView; pass: string }) {
  const name = `comment-${contact.id}`;
  return (
    <article class="answers">
      <h3>
        {contact.day}, {contact.way}
      </h3>
      <p class="hint">
        Written by <bdi>{contact.by}</bdi>
      </p>
      {contact.helped.length > 0 && <p>{contact.helped.join(' · ')}</p>}
      {contact.note && (
        <p class="words" dir="auto">
          {contact.note}
        </p>
      )}
      {contact.nextStep && (
        <p>
          Next: <bdi>{contact.nextStep}</bdi>
        </p>
      )}
      {contact.outcome && (
        <p>
          What came of it: <bdi>{contact.outcome}</bdi>
        </p>
      )}
      {contact.notes.map((note) => (
        <p key={note.id}>
          {note.day}, <bdi>{note.by}</bdi> {(note.by === 'you' ? ownKinds : kinds)[note.kind]}: <bdi>{note.words}</bdi>
        </p>
      ))}
      {contact.notes.some(({ kind }) => kind === 'SAID' || kind === 'OBSERVED') && (
        <p class="hint">Is that not what you want? Write it beside, and ask for it to be put right.</p>
      )}
      <Fold summary="Write beside it" about={`, ${contact.day}`} isOpen={useHasProblem(name)}>
        <Act pass={pass} act="contact-comment" label="Save" about={contact.day} fields={{ contactId: contact.id }}>
          <BackField name={name} label="Your words" rows={4} maxLength={LONGEST_COMMENT} />
          <label class="choice">
            <input type="checkbox" name="wishesCorrection" value="yes" />
            <span>Something is wrong. Please put it right.</span>
          </label>
        </Act>
      </Fold>
    </article>
  );
}
