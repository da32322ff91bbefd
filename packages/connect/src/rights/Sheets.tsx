import { Rights } from './RightsPanel.tsx';

/** One question on a sheet: typed into, or printed and written on. It is in no form: nothing is sent, nothing is kept. */
function Lines({ id, label, hint, rows }: { id: string; label: string; hint?: string; rows: number }) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <textarea id={id} rows={rows} dir="auto" autocomplete="off" aria-describedby={hint ? `${id}-hint` : undefined} />
    </div>
  );
}

function HowToUse() {
  return (
    <p class="screen">
      What you write here stays on this screen. It is not sent and not kept: when you close the page, it is gone. Print
      the page to take it along, filled in or empty. Once it is open, it needs no connection.
    </p>
  );
}

/** "Prepare to speak up" (S73): what I want to say, who comes with me, my rights. */
export function SpeakUpSheet() {
  return (
    <article class="sheet">
      <h1>Prepare to speak up</h1>
      <HowToUse />
      <Lines id="meeting" label="The meeting" hint="With whom, when and where." rows={2} />
      <Lines id="first" label="The one thing that I want to say" rows={3} />
      <Lines id="more" label="What else I want to say" rows={4} />
      <Lines id="want" label="What I want to happen" rows={3} />
      <Lines id="not-want" label="What I do not want" rows={2} />
      <Lines
        id="comes"
        label="Who comes with me"
        hint="You can bring somebody. Say what you want them to do."
        rows={2}
      />
      <Lines id="hard" label="If it gets hard" hint="For example: I ask for a break. You speak for me." rows={2} />
      <Lines id="decided" label="What was decided, and by whom" rows={3} />
      <h2>In the meeting, you can</h2>
      <ul>
        <li>take your time, and read from this sheet,</li>
        <li>ask for plain words, or to hear it again,</li>
        <li>ask for a break,</li>
        <li>say “I want to think about it”,</li>
        <li>ask for it in writing.</li>
      </ul>
      <h2>Your rights with us</h2>
      <Rights />
    </article>
  );
}

/** A talk to try out beforehand (S119): who, when, what I'll say, and if it goes badly. */
export function RehearsalSheet() {
  return (
    <article class="sheet">
      <h1>Try it out first</h1>
      <HowToUse />
      <Lines id="who" label="Whom I want to talk to" rows={1} />
      <Lines id="when" label="When and where" hint="A time when neither of you is in a hurry." rows={2} />
      <Lines id="say" label="What I will say" hint="Start with one sentence. Say it aloud a few times." rows={4} />
      <Lines id="answer" label="What they may say" rows={3} />
      <Lines id="then" label="What I say then" rows={3} />
      <Lines
        id="badly"
        label="If it goes badly"
        hint="For example: I say “let us stop here”, and ring a friend."
        rows={3}
      />
      <Lines id="after" label="Something good for me afterwards" rows={2} />
    </article>
  );
}
