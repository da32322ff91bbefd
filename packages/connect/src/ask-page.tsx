import { hydrate } from 'preact';
import { AskForm } from './AskForm.tsx';
import { readDraft } from './ask-draft.ts';
import type { AskView } from './ask-view.ts';
import { connectHost } from './host-frame.ts';
import { listenForLeaving } from './leave.ts';
import { solve } from './proof-of-work.ts';
import { requestPeer } from './request-peer.ts';

const data = JSON.parse(document.getElementById('view')?.textContent ?? 'null') as {
  view: AskView;
  problems: { field: string; message: string }[];
} | null;
const host = connectHost(data?.view.isFramed ? data.view.hostOrigins : []);
listenForLeaving(() => host.tell({ kith: 'leave' }));
const root = document.getElementById('root');
const form = root?.querySelector('form');

if (data && root && form) {
  const { view, problems } = data;
  // What the person has typed while the script was on its way is what the fields start with.
  const draft = readDraft(new FormData(form));
  let proof: Promise<string | null> | null = null;
  const prove = () => {
    proof ??= view.proofOfWork ? solve(view.proofOfWork).catch(() => null) : Promise.resolve(null);
    return proof;
  };
  // It takes a moment, so it starts with the first answer rather than with "Send".
  form.addEventListener('input', prove, { once: true });
  hydrate(
    <AskForm
      view={view}
      draft={draft}
      problems={problems}
      send={(answers, onRetry) => requestPeer(view, answers, prove(), onRetry)}
      onSent={() => host.tell({ kith: 'submitted' })}
    />,
    root,
  );
}
