import { type Context, Hono } from 'hono';
import { InvalidInput, RateLimited } from '../errors.ts';
import type { Kith } from '../kith.ts';
import { longestIntroduction } from '../modules/plans/introduction-rules.ts';
import { answerByLink, type LinkPurpose, type OpenLink, openLink } from '../modules/plans/provider-links.ts';
import { takeFrom } from '../modules/safety/limits.ts';
import { readConnectFiles } from './connect-files.ts';
import { homeNation } from './nation.ts';
import { readForm, UnreadableForm } from './person-form.ts';
import { answerPage, type PersonPage } from './person-page.tsx';
import { addressOf } from './same-origin.ts';

// Neutral: it stands in a browser's history, and says nothing about anybody.
const TITLE = 'Your answer';

/**
 * /answer/<token>: where a service answers an introduction, from a link in its mail. No sign-in and no script. Opening a
 * link changes nothing, since mail programs open links by themselves: a button does.
 */
export function providerAnswerPages(kith: Kith): Hono {
  const files = readConnectFiles(kith);
  const page = async (content: PersonPage['content'], more: Partial<PersonPage> = {}) =>
    answerPage({ title: TITLE, nation: await homeNation(kith), files, content, ...more });

  async function answered(c: Context, handle: (token: string) => Promise<Response>): Promise<Response> {
    try {
      await takeFrom(kith, 'search', addressOf(kith, c));
      return await handle(c.req.param('token') ?? '');
    } catch (error) {
      if (error instanceof RateLimited) {
        const headers = { 'retry-after': String(error.retryAfterSeconds) };
        return page(<Closed message={error.message} />, { status: 429, headers });
      }
      if (error instanceof UnreadableForm) return page(<Closed message={error.message} />, { status: error.status });
      throw error;
    }
  }

  const notOpen = () => page(<NotOpen />, { status: 404 });

  return new Hono()
    .get('/answer/:token', (c) =>
      answered(c, async (token) => {
        const link = await openLink(kith, token);
        return link ? page(<Ask link={link} />) : notOpen();
      }),
    )
    .post('/answer/:token', (c) =>
      answered(c, async (token) => {
        const question = (await readForm(c)).get('question');
        try {
          const link = await answerByLink(kith, token, question);
          return link ? page(<Thanks link={link} />) : notOpen();
        } catch (error) {
          if (!(error instanceof InvalidInput)) throw error;
          const link = await openLink(kith, token);
          if (!link) return notOpen();
          return page(<Ask link={link} problem={error.message} question={question ?? ''} />, {
            status: 400,
            title: `Something to put right: ${TITLE}`,
          });
        }
      }),
    );
}

const headings: Readonly<Record<LinkPurpose, string>> = {
  accept: 'Yes, they are welcome',
  ask: 'We have a question first',
  decline: 'It is not possible now',
};

const explanations: Readonly<Record<LinkPurpose, (link: OpenLink) => string>> = {
  accept: ({ advocateName }) => `${advocateName} tells them that they are welcome, and goes on from there with them.`,
  ask: ({ advocateName }) => `${advocateName} and the person it is about read your question.`,
  decline: ({ advocateName }) => `${advocateName} tells them kindly that it is not possible now. No reason is needed.`,
};

const buttons: Readonly<Record<LinkPurpose, string>> = {
  accept: 'Say that they are welcome',
  ask: 'Send this question',
  decline: 'Say that it is not possible now',
};

function Ask({ link, problem, question = '' }: { link: OpenLink; problem?: string; question?: string }) {
  const { purpose } = link;
  return (
    <>
      <h1>{headings[purpose]}</h1>
      <p>
        You are answering {link.advocateName} from {link.team} for {link.serviceName}. Nothing is sent until you press
        the button.
      </p>
      <p>{explanations[purpose](link)}</p>
      {/* Posts to its own address: the token stays where it is. */}
      <form method="post" class="step">
        {purpose === 'ask' && (
          <div class="field">
            <label for="question">Your question</label>
            <p class="hint" id="question-hint">
              A sentence or two. Please ask only for what you need to know.
            </p>
            {problem && (
              <p class="problem" id="question-problem">
                {problem}
              </p>
            )}
            <textarea
              id="question"
              name="question"
              rows={4}
              maxLength={longestIntroduction.question}
              aria-describedby={problem ? 'question-hint question-problem' : 'question-hint'}
              aria-invalid={problem ? true : undefined}
              autofocus={problem !== undefined}
            >
              {question}
            </textarea>
          </div>
        )}
        <p>
          <button type="submit" class="button primary">
            {buttons[purpose]}
          </button>
        </p>
      </form>
    </>
  );
}

function Thanks({ link }: { link: OpenLink }) {
  return (
    <>
      <h1>Thank you</h1>
      <p>Your answer is with {link.advocateName}. You can close this page.</p>
      <p>
        If something changes, open one of the other links in the same e-mail. They work for two weeks from the day it
        was agreed.
      </p>
    </>
  );
}

/** One page for whatever was wrong: unknown, mistyped, expired, stopped. */
function NotOpen() {
  return (
    <>
      <h1>This link is not open</h1>
      <p>It may have ended, or a part of it is missing. There is nothing that you need to do.</p>
    </>
  );
}

function Closed({ message }: { message: string }) {
  return (
    <>
      <h1>This page is not open</h1>
      <p>{message}</p>
    </>
  );
}
