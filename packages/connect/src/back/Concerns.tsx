import { Act, Fold } from './Act.tsx';
import { BackField, useHasProblem } from './BackField.tsx';
import type { ConcernView } from './rights-view.ts';

const LONGEST_CONCERN = 1_000;

/** What somebody wrote because they were worried, and the person's own "something is not right". */
export function Concerns({
  concerns,
  team,
  reference,
  pass,
}: {
  concerns: readonly ConcernView[];
  team: string;
  reference: string;
  pass: string;
}) {
  return (
    <section aria-labelledby="concerns-title">
      <h2 id="concerns-title">Is something not right?</h2>
      {concerns.map((concern) => (
        <Concern key={concern.id} concern={concern} />
      ))}
      <Fold summary="Tell the team that something is not right" isOpen={useHasProblem('concern')}>
        <Act pass={pass} act="raise-concern" label="Tell the team" isNew>
          <p>
            It is good to say it. The people who coordinate <bdi>{team}</bdi> read this. Your peer does not. If somebody
            is in danger now, open “Need help now?” at the top: Kith rings nobody for you.
          </p>
          <BackField
            name="concern"
            label="What is not right?"
            hint="A line is enough. Say only what you want to say."
            rows={4}
            maxLength={LONGEST_CONCERN}
          />
          <label class="choice">
            <input type="checkbox" name="urgency" value="NOW" />
            <span>Somebody may be in danger now</span>
          </label>
        </Act>
      </Fold>
      <Fold summary="How to complain">
        <p>
          Tell <bdi>{team}</bdi>, or anybody who is with you, and say your number <strong>{reference}</strong>. They
          must answer within 30 days. In the United Kingdom you can also tell the Information Commissioner: ring{' '}
          <a href="tel:03031231113">0303 123 1113</a>.
        </p>
      </Fold>
    </section>
  );
}

function Concern({ concern }: { concern: ConcernView }) {
  return (
    <article class="answers">
      <h3>
        {concern.by === 'you' ? 'You told the team' : 'Somebody was worried about you'}, {concern.day}
      </h3>
      {concern.by !== 'you' && <p>Being worried is not a judgement. You can read what was written.</p>}
      {concern.isClosed && <p>This is closed.</p>}
      <ul>
        {concern.lines.map((line) => (
          <li key={line.id}>
            {line.day}, <bdi>{line.by}</bdi> {line.kind}
            {line.words && (
              <>
                : <bdi>{line.words}</bdi>
              </>
            )}
            {line.sharedWith && (
              <>
                {' '}
                (told to <bdi>{line.sharedWith}</bdi>)
              </>
            )}
          </li>
        ))}
      </ul>
    </article>
  );
}
