import { Act, Fold } from './Act.tsx';
import { BackField, useHasProblem } from './BackField.tsx';
import { HowItWent } from './HowItWent.tsx';
import type { IntroductionView, PermissionView } from './together-view.ts';

/** Letters to services: nothing goes out before the person has said yes to these words. */
export function Introductions({ introductions, pass }: { introductions: readonly IntroductionView[]; pass: string }) {
  if (introductions.length === 0) return null;
  return (
    <section aria-labelledby="services-title">
      <h2 id="services-title">Services you could go to</h2>
      {introductions.map((one) => {
        const fields = { introductionId: one.id };
        return (
          <article class="answers" key={one.id}>
            <h3>
              <bdi>{one.service}</bdi>
            </h3>
            <p>{one.sentence}</p>
            {one.question && (
              <p>
                They ask: <bdi>{one.question}</bdi>
              </p>
            )}
            <Fold summary="Read the letter" about={`to ${one.service}`} isOpen={one.canSayYes}>
              <p class="words" dir="auto">
                {one.text}
              </p>
            </Fold>
            {one.asksFollowUp && <HowItWent pass={pass} about={one.service} fields={fields} />}
            <div class="buttons">
              {one.canSayYes && (
                <Act
                  pass={pass}
                  act="introduction-yes"
                  label="Yes, send it"
                  about={`to ${one.service}`}
                  fields={fields}
                />
              )}
              {one.canStop && (
                <Act
                  pass={pass}
                  act="introduction-no"
                  label={one.canSayYes ? 'No' : 'Stop it'}
                  about={one.service}
                  look="plain"
                  fields={fields}
                />
              )}
            </div>
          </article>
        );
      })}
    </section>
  );
}

/** What the person lets somebody do for them, until when; taken back in one press. */
export function Permissions({
  permissions,
  name,
  pass,
}: {
  permissions: readonly PermissionView[];
  /** Null: nobody who could be given one now. */
  name: string | null;
  pass: string;
}) {
  const isGiving = useHasProblem('withWhom', 'about', 'expiresOn');
  if (permissions.length === 0 && !name) return null;
  const live = permissions.filter(({ isLive }) => isLive);
  const over = permissions.filter(({ isLive }) => !isLive);
  return (
    <section aria-labelledby="permissions-title">
      <h2 id="permissions-title">Speaking for you</h2>
      {live.length === 0 && <p>Nobody may speak for you now.</p>}
      {live.map((one) => (
        <article class="answers" key={one.id}>
          <Permission one={one} />
          <Act
            pass={pass}
            act="permission-withdraw"
            label="Take it back"
            about={one.about}
            look="plain"
            fields={{ permissionId: one.id }}
          />
        </article>
      ))}
      {name && (
        <Fold summary={`Let ${name} speak for you`} isOpen={isGiving}>
          <Act pass={pass} act="permission-give" label="I allow this">
            <BackField
              name="withWhom"
              label="With whom?"
              hint="For example: the council’s housing office."
              maxLength={200}
            />
            <BackField name="about" label="About what?" rows={3} maxLength={1_000} />
            <BackField name="expiresOn" label="Until which day?" hint="For example 24/12/2026." maxLength={20} />
          </Act>
        </Fold>
      )}
      {over.length > 0 && (
        <Fold summary="What is over">
          {over.map((one) => (
            <Permission key={one.id} one={one} />
          ))}
        </Fold>
      )}
    </section>
  );
}

function Permission({ one }: { one: PermissionView }) {
  return (
    <p>
      With <bdi>{one.withWhom}</bdi>, about <bdi>{one.about}</bdi>, until {one.untilDay}.
      {one.readOutBy && (
        <>
          {' '}
          <bdi>{one.readOutBy}</bdi> read it out and wrote down your yes.
        </>
      )}
    </p>
  );
}
