import { type Context, Hono } from 'hono';
import { RateLimited } from '../errors.ts';
import type { Kith } from '../kith.ts';
import { confirmNewAddress, isNewAddressOpen } from '../modules/safety/account/new-address.ts';
import { takeFrom } from '../modules/safety/limits.ts';
import { readConnectFiles } from './connect-files.ts';
import { homeNation } from './nation.ts';
import { answerPage, type PersonPage } from './person-page.tsx';
import { addressOf } from './same-origin.ts';

const TITLE = 'Your address';

/**
 * /new-address/<token>: where the reader of a new mailbox says that it is theirs. No sign-in and no script. Opening the link
 * changes nothing, since mail programs open links by themselves: a button does.
 */
export function newAddressPages(kith: Kith): Hono {
  const files = readConnectFiles(kith);
  const page = async (content: PersonPage['content'], more: Partial<PersonPage> = {}) =>
    answerPage({ title: TITLE, nation: await homeNation(kith), files, content, ...more });
  const notOpen = () => page(<NotOpen />, { status: 404 });

  async function answered(c: Context, handle: (token: string) => Promise<Response>): Promise<Response> {
    try {
      await takeFrom(kith, 'signIn', addressOf(kith, c));
      return await handle(c.req.param('token') ?? '');
    } catch (error) {
      if (!(error instanceof RateLimited)) throw error;
      const headers = { 'retry-after': String(error.retryAfterSeconds) };
      return page(<p>{error.message}</p>, { status: 429, headers });
    }
  }

  return new Hono()
    .get('/new-address/:token', (c) =>
      answered(c, async (token) => ((await isNewAddressOpen(kith, token)) ? page(<Confirm />) : notOpen())),
    )
    .post('/new-address/:token', (c) =>
      answered(c, async (token) => ((await confirmNewAddress(kith, token)) ? page(<Confirmed />) : notOpen())),
    );
}

function Confirm() {
  return (
    <>
      <h1>Is this your address?</h1>
      <p>The e-mail with this link came to an address that you are to sign in with from now on.</p>
      <p>When you press the button, the old address stops working, and you are signed out everywhere.</p>
      {/* Posts to its own address: the token stays where it is. */}
      <form method="post" class="step">
        <button type="submit" class="button primary">
          Yes, it is mine
        </button>
      </form>
    </>
  );
}

function Confirmed() {
  return (
    <>
      <h1>Thank you</h1>
      <p>
        This is your address from now on. <a href="/console">Sign in with it</a>, with the same password or passkey.
      </p>
    </>
  );
}

/** One page for whatever was wrong: unknown, mistyped, used, taken back, run out. */
function NotOpen() {
  return (
    <>
      <h1>This link is not open</h1>
      <p>It works once, and for a day. Ask whoever looks after accounts for a new one.</p>
    </>
  );
}
