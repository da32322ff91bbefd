import { calmName } from '@kith/ui/calm-name.ts';
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { BackBar } from './BackBar.tsx';
import { Trouble, type TroubleKind } from './client.ts';
import { checkedWords, costWords, fill, sessionWords } from './format.ts';
import type { Kit } from './kit.ts';
import { apart, listWords } from './list-words.ts';
import { openedMessagesFor } from './opened-messages.ts';
import type { Service } from './queries.ts';
import { safeLink } from './safe-link.ts';
import { ServiceQuery } from './service-query.ts';
import type { Ask } from './Widget.tsx';

/** One service: what it is, when, where, cost, how to turn up, the first time, who runs it, how to get in touch. */
export function ServiceScreen({
  kit,
  id,
  onBack,
  onAsk,
}: {
  kit: Kit;
  id: string;
  onBack: () => void;
  onAsk: (about: Ask) => void;
}): JSX.Element {
  const { m, client, embed } = kit;
  const w = openedMessagesFor(m.lang);
  const [service, setService] = useState<Service | null>();
  const [trouble, setTrouble] = useState<TroubleKind | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    setTrouble(null);
    client.query(ServiceQuery, { id }, abort.signal).then(
      (data) => setService(data.service),
      (error: unknown) => {
        if (!abort.signal.aborted) setTrouble(error instanceof Trouble ? error.kind : 'failed');
      },
    );
    return () => abort.abort();
  }, [client, id, tries]);

  return (
    <article part="service" aria-busy={service === undefined && !trouble}>
      {/* Drawn anew when the name is there, so that focus goes to it. */}
      <BackBar
        key={service?.name}
        words={w.backToList}
        title={service ? calmName(service.name) : service === null ? w.gone : trouble ? m.troubles[trouble] : m.loading}
        onBack={onBack}
      />
      {trouble && (
        <button type="button" class="button" onClick={() => setTries(tries + 1)}>
          {m.retry}
        </button>
      )}
      {service && <About kit={kit} service={service} />}
      {service && embed?.hasPeers !== false && (
        <div class="talk">
          <p>{m.connectHint}</p>
          <button type="button" class="button primary" onClick={() => onAsk({ service: id })}>
            {w.connectAbout}
          </button>
        </div>
      )}
    </article>
  );
}

function About({ kit: { m, lang }, service }: { kit: Kit; service: Service }): JSX.Element {
  const w = openedMessagesFor(m.lang);
  const { organization, nextSession, schedules, locations, phones, contacts } = service;
  const allPhones = [...phones, ...contacts.flatMap((one) => one.phones), ...organization.phones].filter(
    ({ number }, at, all) => all.findIndex((one) => one.number === number) === at,
  );
  const emails = [...new Set([service.email, ...contacts.map((one) => one.email), organization.email])];
  const website = safeLink(service.url) ?? safeLink(organization.url);
  return (
    <>
      {service.alert && (
        <p class="alert notice" dir="auto">
          {service.alert}
        </p>
      )}
      {service.status !== 'ACTIVE' && <p class="alert notice">{w.closed}</p>}
      <p class="text" dir="auto">
        {service.description || service.summary}
      </p>
      <dl>
        <Fact name={w.when}>
          {nextSession && fill(m.next, { when: sessionWords(m, lang, nextSession) })}
          {schedules.map(({ summary }) => `\n${summary}`)}
        </Fact>
        <Fact name={w.where}>
          {service.isOnline && `${m.online}\n`}
          {locations.map((location) => placeWords(w.hidden, location)).join('\n\n')}
        </Fact>
        <Fact name={w.cost}>{costWords(m, lang, service)}</Fact>
        <Fact name={w.who}>{service.eligibility}</Fact>
        <Fact name={w.how}>{service.applicationProcess ?? w.askThem}</Fact>
        <Fact name={w.first}>{service.firstVisit ?? w.askThem}</Fact>
        <Fact name={w.wait}>{service.waitTime}</Fact>
        <Fact name={w.access}>{listWords(lang, service.accessibility.map(apart))}</Fact>
        <Fact name={w.languages}>{listWords(lang, service.languages.map(apart))}</Fact>
        <Fact name={w.runBy}>
          {[calmName(organization.name), ...service.provisionTypes.map((one) => m.provision[one])]
            .map(apart)
            .join(' · ')}
        </Fact>
        <dt>{w.touch}</dt>
        {allPhones.map(({ number, extension, description }) => {
          const href = safeLink(`tel:${number.replace(/[^\d+]/g, '')}`);
          return (
            <dd key={number}>
              <a href={href} dir="ltr">
                {number}
              </a>{' '}
              <bdi>{[extension, description].filter(Boolean).join(' ')}</bdi>
            </dd>
          );
        })}
        {emails.map(
          (email) =>
            email && (
              <dd key={email}>
                <a href={safeLink(`mailto:${email}`)} dir="ltr">
                  {email}
                </a>
              </dd>
            ),
        )}
        {website && (
          <dd>
            <a href={website} target="_blank" rel="noopener noreferrer">
              {w.website}
            </a>{' '}
            <span class="hint">{w.opensTab}</span>
          </dd>
        )}
        {!allPhones.length && !website && emails.every((one) => !one) && <dd>{w.askThem}</dd>}
      </dl>
      <p class="hint" dir="auto">
        {checkedWords(m, lang, service.assuredAt)}
        {service.assuredBy === 'the centre itself' && ` ${w.byItself}`} ·{' '}
        {fill(w.from, { source: service.source.name })}
      </p>
      <p>
        <a href={safeLink(service.suggestUrl)} target="_blank" rel="noopener noreferrer">
          {w.suggest}
        </a>{' '}
        <span class="hint">{w.opensTab}</span>
      </p>
    </>
  );
}

/** A heading and its words, or nothing when there are none. */
function Fact({ name, children }: { name: string; children: ComponentChildren }): JSX.Element | null {
  const hasWords = [children].flat(2).some(Boolean);
  return hasWords ? (
    <>
      <dt>{name}</dt>
      <dd class="text" dir="auto">
        {children}
      </dd>
    </>
  ) : null;
}

function placeWords(
  hidden: string,
  { isSensitive, name, addresses, transportation }: Service['locations'][number],
): string {
  if (isSensitive) return hidden;
  const [address] = addresses;
  const lines = [name, address?.address1, address?.address2, address?.city, address?.postalCode, transportation];
  // Registers often have the town in every field.
  return [...new Set(lines.filter(Boolean))].join('\n');
}
