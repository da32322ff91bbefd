import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FocusFirst } from '../FocusFirst.tsx';
import { Said } from '../Said.tsx';
import { dayAndTime } from '../words.ts';
import { problemIn } from './answers.ts';
import { ContactForm } from './ContactForm.tsx';
import { NoteForm } from './NoteForm.tsx';
import type { PermissionOf } from './PermissionsSection.tsx';
import { moodWords, noteKindWords } from './words-of-doing.ts';

export const ContactOf = graphql(`
  fragment ContactOf on PeerContact {
    id
    at
    helped
    isMine
    byName
    canUndoUntil
    mood @include(if: $open)
    note @include(if: $open)
    nextStep @include(if: $open)
    outcome @include(if: $open)
    notes {
      id
      kind
      at
      isMine
      byName
      words @include(if: $open)
    }
  }
`);

const UndoContact = graphql(`
  mutation UndoContact($input: UndoContactInput!) {
    undoContact(input: $input) {
      __typename
      ... on UserError {
        message
      }
    }
  }
`);

/** When they were in touch, newest first, and the form to note one. */
export function ContactsSection({
  matchId,
  name,
  contacts,
  permissions,
  canAct,
  onChanged,
  onStep,
}: {
  matchId: string;
  name: string;
  contacts: readonly FragmentOf<typeof ContactOf>[];
  permissions: readonly FragmentOf<typeof PermissionOf>[];
  canAct: boolean;
  onChanged: () => void;
  /** What comes next is to become a step. */
  onStep: (text: string) => void;
}): JSX.Element {
  const [isNoting, setNoting] = useState(false);
  const [said, setSaid] = useState('');
  return (
    <section class="stack" aria-labelledby="contacts">
      <h2 id="contacts">Contacts</h2>
      {said && <Said>{said}</Said>}
      {canAct && !isNoting && (
        <div>
          <Button look="primary" onClick={() => setNoting(true)}>
            Note a contact
          </Button>
        </div>
      )}
      {canAct && isNoting && (
        <FocusFirst>
          <ContactForm
            matchId={matchId}
            name={name}
            permissions={permissions}
            onDone={(sentence) => {
              setNoting(false);
              setSaid(sentence);
              onChanged();
            }}
            onBack={() => setNoting(false)}
          />
        </FocusFirst>
      )}
      {contacts.length === 0 ? (
        <p class="empty">No contact is noted yet. Each takes a few taps, and {name} sees it too.</p>
      ) : (
        <ul class="cards">
          {contacts.map((one) => {
            const contact = readFragment(ContactOf, one);
            return (
              <li key={contact.id}>
                <ContactCard
                  contact={one}
                  name={name}
                  canAct={canAct}
                  onStep={onStep}
                  onChanged={(sentence) => {
                    setSaid(sentence);
                    onChanged();
                  }}
                />
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function ContactCard({
  contact: data,
  name,
  canAct,
  onChanged,
  onStep,
}: {
  contact: FragmentOf<typeof ContactOf>;
  name: string;
  canAct: boolean;
  onChanged: (sentence: string) => void;
  onStep: (text: string) => void;
}): JSX.Element {
  const contact = readFragment(ContactOf, data);
  const [isWriting, setWriting] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [, undo] = useMutation(UndoContact);
  const { nextStep } = contact;
  const heading = `contact-${contact.id}`;
  const helped = contact.helped.length > 0 ? contact.helped.join(' · ') : 'None of the usual ways';

  async function takeBack() {
    const { data: answer } = await undo({ input: { contactId: contact.id } });
    const wrong = problemIn(answer?.undoContact, 'UndoContactPayload');
    if (wrong) setProblem(wrong.message);
    else onChanged('Taken back. Nobody sees it any more.');
  }

  return (
    <article class="card stack" aria-labelledby={heading}>
      <div>
        <h3 id={heading}>{dayAndTime(contact.at)}</h3>
        <p class="hint">
          {contact.isMine ? 'Noted by you' : `Noted by ${contact.byName ?? name}`}
          {contact.mood ? `. It felt: ${moodWords[contact.mood].toLowerCase()}` : ''}
        </p>
      </div>
      <p>{helped}</p>
      {contact.note && <blockquote dir="auto">{contact.note}</blockquote>}
      {contact.outcome && <p dir="auto">What came of it: {contact.outcome}</p>}
      {nextStep && <p dir="auto">Next: {nextStep}</p>}
      {contact.notes.map((note) => (
        <div key={note.id}>
          <p class="hint">
            {note.isMine ? 'You' : (note.byName ?? name)} {noteKindWords[note.kind]}
          </p>
          {note.words && <blockquote dir="auto">{note.words}</blockquote>}
        </div>
      ))}
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      {canAct && !isWriting && (
        <div class="row">
          {contact.canUndoUntil && <Button onClick={takeBack}>Take it back</Button>}
          {nextStep && (
            <Button look="quiet" onClick={() => onStep(nextStep)}>
              Make the next thing a step
            </Button>
          )}
          <Button look="quiet" onClick={() => setWriting(true)}>
            {contact.isMine ? 'Put it right or add to it' : 'Write beside it'}
          </Button>
        </div>
      )}
      {canAct && isWriting && (
        <FocusFirst>
          <NoteForm
            contactId={contact.id}
            isMine={contact.isMine}
            name={name}
            onDone={() => {
              setWriting(false);
              onChanged(`Written beside it. ${name} reads it too.`);
            }}
            onBack={() => setWriting(false)}
          />
        </FocusFirst>
      )}
    </article>
  );
}
