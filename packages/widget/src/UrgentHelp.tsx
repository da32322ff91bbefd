import { type UrgentHelpLine, type UrgentHelpNation, urgentHelpLines } from '@kith/contract/urgent-help.ts';
import type { JSX } from 'preact';
import { BackBar } from './BackBar.tsx';
import type { Messages } from './messages.ts';

// What somebody in danger relies on is shown in the language in which it was checked (docs/urgent-help.md), never translated
// by the way. Only the words around it are in the visitor's.
const INTRO = 'Kith is not a crisis service. These people are there.';
const inEnglish = { lang: 'en', dir: 'ltr' } as const;

/** Who to turn to now, from the bundle: no network, no typing, no question first. */
export function UrgentHelp({
  m,
  nation,
  onBack,
}: {
  m: Messages;
  nation: string | null;
  onBack: () => void;
}): JSX.Element {
  const nations = Object.keys(m.nations) as UrgentHelpNation[];
  const here = nations.find((one) => one === nation);
  const ukWide = urgentHelpLines.filter((line) => line.nations.length === 4);
  const only = (one: UrgentHelpNation): UrgentHelpLine[] =>
    urgentHelpLines.filter((line) => line.nations.includes(one) && line.nations.length < 4);
  return (
    <div class="urgent">
      <BackBar words={m.back} title={m.urgent} onBack={onBack} />
      <p {...inEnglish}>{INTRO}</p>
      {here ? (
        <Lines lines={urgentHelpLines.filter((line) => line.nations.includes(here))} />
      ) : (
        <Nation name={m.anywhere} lines={ukWide} />
      )}
      {!here && nations.filter(isInUk).map((one) => <Nation key={one} name={m.nations[one]} lines={only(one)} />)}
      <details>
        <summary>{m.otherNations}</summary>
        {here === 'UNITED_STATES' && <Nation name={m.anywhere} lines={ukWide} />}
        {nations
          .filter((one) => (here ? one !== here : !isInUk(one)))
          .map((one) => (
            <Nation key={one} name={m.nations[one]} lines={only(one)} />
          ))}
      </details>
    </div>
  );
}

function isInUk(nation: UrgentHelpNation): boolean {
  return nation !== 'UNITED_STATES';
}

function Nation({ name, lines }: { name: string; lines: readonly UrgentHelpLine[] }): JSX.Element {
  return (
    <>
      <h3>{name}</h3>
      <Lines lines={lines} />
    </>
  );
}

function Lines({ lines }: { lines: readonly UrgentHelpLine[] }): JSX.Element {
  return (
    <ul class="lines" {...inEnglish}>
      {lines.map(({ name, description, href, display, hours, channel }) => (
        <li key={href + name}>
          <a class="number" href={href} {...(channel === 'WEB' && { target: '_blank', rel: 'noopener noreferrer' })}>
            <bdi>{display}</bdi>
          </a>
          <b>{name}</b> {description} <small>{hours}.</small>
        </li>
      ))}
    </ul>
  );
}
