import { Act } from './Act.tsx';

/** New ways back, shown once. */
export function NewWords({ code, link, pass }: { code: string; link: string; pass: string }) {
  return (
    <div class="sent">
      <h1>Your new words</h1>
      <section class="keep" aria-labelledby="keep-title">
        <h2 id="keep-title">Keep these four words</h2>
        <p class="code" translate={false}>
          {code}
        </p>
        <p>The old words and the old link open nothing any more.</p>
        <details>
          <summary>Or keep this link</summary>
          <p class="address" translate={false}>
            {link}
          </p>
        </details>
      </section>
      <Act pass={pass} act="show" label="I have them. Go on" />
    </div>
  );
}
