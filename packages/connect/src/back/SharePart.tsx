import { Act } from './Act.tsx';

/** Whether the advocate reads a part of the plan: said in one line, changed with one press. */
export function SharePart({
  part,
  title,
  isShared,
  name,
  pass,
}: {
  part: string;
  title: string;
  isShared: boolean;
  name: string | null;
  pass: string;
}) {
  if (!name) return <p class="hint">Only you see this.</p>;
  const fields = { part };
  return isShared ? (
    <Act pass={pass} act="plan-unshare" label="Stop sharing" about={title} look="plain" fields={fields}>
      <p>
        <bdi>{name}</bdi> can read this part, also what you add to it.
      </p>
    </Act>
  ) : (
    <Act pass={pass} act="plan-share" label={`Share this part with ${name}`} about={title} look="quiet" fields={fields}>
      <p class="hint">Only you see this.</p>
    </Act>
  );
}
