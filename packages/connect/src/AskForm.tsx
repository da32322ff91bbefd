import { Button } from '@kith/ui/Button.tsx';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type AskDraft, readDraft } from './ask-draft.ts';
import { consentProblems, fieldOf, type Problem, problemsOf, stepOf } from './ask-problems.ts';
import { type AskReceipt, type AskView, fill } from './ask-view.ts';
import { CheckAnswers } from './CheckAnswers.tsx';
import { Problems } from './Problems.tsx';
import { ReachQuestion } from './ReachQuestion.tsx';
import { Sent } from './Sent.tsx';
import type { Outcome } from './send-request.ts';
import { WishesQuestion } from './WishesQuestion.tsx';
import { WordsQuestion } from './WordsQuestion.tsx';

const LAST_STEP = 4;

/** Sends a draft; `onRetry` is told before each new try after a lost connection. */
export type Send = (draft: AskDraft, onRetry: () => void) => Promise<Outcome>;

/**
 * The ask. Without JavaScript one long page; with it one question at a time, over the same fields, so that nothing that
 * was typed before the script came is lost. Answers stay in the fields: never in storage, never in the address.
 */
export function AskForm({
  view,
  draft,
  problems: found = [],
  send,
  onSent,
}: {
  view: AskView;
  draft: AskDraft;
  problems?: Problem[];
  /** Absent on the server. */
  send?: Send;
  onSent?: () => void;
}) {
  const { w } = view;
  const form = useRef<HTMLFormElement>(null);
  /** 0: all questions on one page, until the script has started. */
  const [step, setStep] = useState(0);
  const [problems, setProblems] = useState(found);
  const [answers, setAnswers] = useState(draft);
  const [progress, setProgress] = useState('');
  const [receipt, setReceipt] = useState<AskReceipt | null>(null);
  const isEnhanced = step > 0;

  useLayoutEffect(() => {
    // After a reload the answers are gone with the page, so it starts at the first question, or at what is to put right.
    const first = Math.min(...found.map((problem) => stepOf(problem.field)), LAST_STEP);
    history.replaceState({ step: 1 }, '');
    setStep(found.length > 0 ? first : 1);
    const onBack = (event: PopStateEvent) => {
      setProblems([]);
      setStep(Number(event.state?.step) || 1);
      setAnswers(read());
    };
    addEventListener('popstate', onBack);
    return () => removeEventListener('popstate', onBack);
  }, []);
  useFocusOnStep(step, receipt !== null);

  const read = () => (form.current ? readDraft(new FormData(form.current)) : draft);

  function go(to: number) {
    setProblems([]);
    setAnswers(read());
    setStep(to);
    history.pushState({ step: to }, '');
  }

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const now = read();
    const here = [
      ...problemsOf(now, w.problems),
      ...(step === LAST_STEP ? consentProblems(now, view.consent) : []),
    ].filter(({ field }) => step === LAST_STEP || stepOf(field) === step);
    if (here.length > 0) return showProblems(here);
    if (step < LAST_STEP) return go(step + 1);
    if (progress || !send) return;
    setProblems([]);
    setProgress(w.sending);
    const outcome = await send(now, () => setProgress(w.retrying));
    setProgress('');
    if (outcome.kind === 'sent') {
      form.current?.reset();
      history.replaceState({ step: 0 }, '');
      setReceipt(outcome.receipt);
      onSent?.();
    } else if (outcome.kind === 'refused') {
      showProblems([{ field: fieldOf(outcome.field, now), message: outcome.message }]);
    } else {
      showProblems([{ field: '', message: w.lost }]);
    }
  }

  function showProblems(list: Problem[]) {
    const first = Math.min(...list.map((problem) => stepOf(problem.field)));
    if (first !== step) setStep(first);
    setProblems([...list]);
  }

  if (receipt) return <Sent receipt={receipt} view={view} isEnhanced />;
  const shown = { view, draft, problems };
  return (
    <form
      id="ask"
      ref={form}
      method="post"
      action="/connect"
      noValidate
      autocomplete="off"
      onSubmit={isEnhanced ? submit : undefined}
    >
      <HiddenFields view={view} />
      <h1 class="lead">{w.heading}</h1>
      {isEnhanced && step > 1 && (
        <Button look="quiet" onClick={() => history.back()}>
          {w.back}
        </Button>
      )}
      <Problems title={w.putRight} problems={problems} key={problems.map((problem) => problem.message).join()} />
      <Question number={1} step={step} view={view}>
        <WordsQuestion {...shown} />
      </Question>
      <Question number={2} step={step} view={view}>
        <WishesQuestion w={w} {...shown} />
      </Question>
      <Question number={3} step={step} view={view}>
        <ReachQuestion w={w} {...shown} />
      </Question>
      {step === LAST_STEP && (
        <Question number={4} step={step} view={view}>
          <CheckAnswers
            view={view}
            draft={answers}
            problems={problems}
            change={(to, what) => (
              <Button look="quiet" onClick={() => go(to)}>
                {w.change}
                <span class="unseen"> {what}</span>
              </Button>
            )}
          />
        </Question>
      )}
      <p class="buttons">
        {step === LAST_STEP ? (
          <Button look="primary" type="submit" id="send">
            {fill(w.send, { team: view.team })}
          </Button>
        ) : (
          <Button look="primary" type="submit" name="go" value="check" id="send">
            {isEnhanced ? w.continue : w.check}
          </Button>
        )}
      </p>
      <p role="status" class="progress">
        {progress}
      </p>
    </form>
  );
}

/** One question with its heading. All are in the page; with JavaScript only the current one is shown. */
function Question({
  number,
  step,
  view,
  children,
}: {
  number: 1 | 2 | 3 | 4;
  step: number;
  view: AskView;
  children: ComponentChildren;
}) {
  return (
    <section id={`question-${number}`} aria-labelledby={`title-${number}`} hidden={step > 0 && step !== number}>
      <p class="count">{fill(view.w.step, { number, last: LAST_STEP })}</p>
      <h2 id={`title-${number}`} tabIndex={-1}>
        {view.titles[number - 1]}
      </h2>
      {children}
    </section>
  );
}

/** What goes along with every answer: where it was asked from, and the key that makes sending twice harmless. */
export function HiddenFields({ view }: { view: AskView }) {
  const fields = {
    partner: view.partnerKey,
    area: view.area,
    service: view.service?.id,
    for: view.askedFor,
    lang: view.language,
    framed: view.isFramed ? '1' : null,
    key: view.idempotencyKey,
  };
  return (
    <>
      {Object.entries(fields).map(
        ([name, value]) => value && <input type="hidden" key={name} name={name} value={value} />,
      )}
    </>
  );
}

/** The heading takes the focus with every new step, except when the page opens. */
function useFocusOnStep(step: number, isSent: boolean) {
  const last = useRef(0);
  useEffect(() => {
    if (isSent) document.getElementById('sent-title')?.focus();
    else if (last.current > 0 && step !== last.current && !document.querySelector('.summary')) {
      document.getElementById(`title-${step}`)?.focus();
    }
    if (last.current > 0 || isSent) scrollTo(0, 0);
    last.current = step;
  }, [step, isSent]);
}
