import { calmName } from '@kith/ui/calm-name.ts';
import type { JSX } from 'preact';
import { checkedWords, costWords, distanceWords, fill, lineOf, sessionWords } from './format.ts';
import type { Messages } from './messages.ts';
import type { Hit } from './queries.ts';

/** One place in the list: what it is like, when next, what it costs, how far, how it is run, when last checked. */
export function Card({
  m,
  lang,
  hit: { node, distanceKm, matchedOn },
  onOpen,
}: {
  m: Messages;
  lang: string[];
  hit: Hit;
  onOpen: (id: string, opener: HTMLElement) => void;
}): JSX.Element {
  const { id, name, isOnline, provisionTypes, nextSession, schedules } = node;
  const when = nextSession ? fill(m.next, { when: sessionWords(m, lang, nextSession) }) : schedules[0]?.summary;
  const line = lineOf(node);
  const facts = [
    costWords(m, lang, node).replaceAll('\n', ', ').replace(/\.$/, ''),
    isOnline && m.online,
    distanceKm !== null && distanceWords(m, lang, distanceKm),
    ...provisionTypes.map((one) => m.provision[one]),
    // The server says why in English; the distance stands here already.
    m.lang === 'en' && matchedOn.find((one) => one.startsWith('because')),
  ].filter(Boolean);
  return (
    <li class="card" part="card">
      <h3>
        <button type="button" class="link" onClick={(event) => onOpen(id, event.currentTarget)}>
          <bdi>{calmName(name)}</bdi>
        </button>
      </h3>
      {line && (
        <p>
          <bdi>{line}</bdi>
        </p>
      )}
      {when && <p>{when}</p>}
      <p>
        {facts.map((fact, at) => (
          <>
            {at > 0 && ' · '}
            <bdi>{fact}</bdi>
          </>
        ))}
      </p>
      <p class="hint">{checkedWords(m, lang, node.assuredAt)}</p>
    </li>
  );
}
