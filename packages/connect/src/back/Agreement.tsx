import { Act, Fold } from './Act.tsx';
import { BackField, useHasProblem } from './BackField.tsx';
import type { AgreementView, TogetherView } from './together-view.ts';

const LONGEST_LINE = 1_000;

/** What the two agree: read, said yes to, changed or objected to. First on the page while it waits for the person. */
export function Agreement({
  together,
  agreement,
  pass,
}: {
  together: TogetherView;
  agreement: AgreementView;
  pass: string;
}) {
  const { name } = together;
  const number = agreement.number === null ? '' : String(agreement.number);
  const isYours = agreement.state === 'yours to agree';
  const isChanging = useHasProblem('line');
  return (
    <section aria-labelledby="agreement-title">
      <h2 id="agreement-title">{isYours ? 'For you to agree' : 'What you two agree'}</h2>
      {agreement.state === 'none' && (
        <p>
          <bdi>{name}</bdi> goes through this with you first. You can also write it here.
        </p>
      )}
      {isYours && (
        <p>
          <bdi>{name}</bdi> has said yes to this. When you say yes too, you are connected. You can change any line.
        </p>
      )}
      {agreement.state === 'waits for them' && (
        <p>
          You said yes. It holds when <bdi>{name}</bdi> says yes too.
        </p>
      )}
      {agreement.state === 'none' ? null : isYours ? (
        <Lines agreement={agreement} />
      ) : (
        <Fold summary="Read it">
          <Lines agreement={agreement} />
        </Fold>
      )}
      {isYours && <Act pass={pass} act="agree" label="Yes, I agree" fields={{ number }} />}
      {agreement.wasReadOut && (
        <Act pass={pass} act="object" label="I did not agree to this" look="plain" fields={{ number }}>
          <p>
            <bdi>{name}</bdi> wrote down that it was read out to you and that you said yes.
          </p>
        </Act>
      )}
      <Fold summary={agreement.state === 'none' ? 'Write it here' : 'Ask for a change'} isOpen={isChanging}>
        <Act pass={pass} act="propose-agreement" label={`Send to ${name}`} fields={{ number }}>
          <p>Change what you like. It holds once you have both said yes.</p>
          {agreement.lines
            .filter(({ isFixed }) => !isFixed)
            .map((line) => (
              <BackField
                key={line.topic}
                name={`line-${line.topic}`}
                label={line.title}
                value={line.words}
                rows={3}
                maxLength={LONGEST_LINE}
              />
            ))}
        </Act>
      </Fold>
    </section>
  );
}

function Lines({ agreement }: { agreement: AgreementView }) {
  return (
    <>
      <dl class="strip">
        {agreement.lines
          .filter(({ words }) => words)
          .map((line) => (
            <div key={line.topic}>
              <dt>{line.title}</dt>
              <dd dir="auto">{line.words}</dd>
              {line.before !== null && (
                <dd class="hint">
                  Before: <bdi>{line.before || 'nothing'}</bdi>
                </dd>
              )}
            </div>
          ))}
      </dl>
      {agreement.reviewDay && <p>You both look again by {agreement.reviewDay}.</p>}
    </>
  );
}
