import { Component, type JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Trouble } from './client.ts';
import type { Command } from './element.ts';
import { tell } from './events.ts';
import type { Kit } from './kit.ts';
import { leave, onThreeShifts } from './leave.ts';
import type { Messages } from './messages.ts';
import { Opened } from './Opened.tsx';
import { type Embed, EmbedQuery, type LifeArea } from './queries.ts';
import { SearchScreen } from './SearchScreen.tsx';
import { themeCss } from './theme.ts';
import { UrgentHelp } from './UrgentHelp.tsx';

/** How the page's commands reach the widget. */
export interface Control {
  run?: (command: Command) => void;
}

/** What is being asked about: a service, an area, or nothing in particular. */
export interface Ask {
  service?: string;
  area?: string;
}

interface WidgetProps extends Omit<Kit, 'embed'> {
  root: HTMLElement;
  theme: CSSStyleSheet;
  control: Control;
  area: string | null;
  near: string | null;
  label: string | null;
  /** This page may not use Kith. */
  onRefused: () => void;
}

/** The whole widget: the two ways out on top of every screen, and one screen. Screens behind keep their state. */
export function Widget(props: WidgetProps): JSX.Element {
  const { element, root, theme, control, client, near, nation, label, onRefused } = props;
  const [embed, setEmbed] = useState<Embed | null>(null);
  // The server lets through what a partner may say: not the two ways out.
  const own = embed?.texts.filter(({ language }) => language === props.m.lang).map(({ key, text }) => [key, text]);
  const m: Messages = { ...props.m, ...Object.fromEntries(own ?? []) };
  const [service, setService] = useState<string | null>(null);
  const [ask, setAsk] = useState<Ask | null>(null);
  const [isUrgent, setUrgent] = useState(false);
  const [wanted, setWanted] = useState<{ text?: string; near?: string }>({});
  const urgentButton = useRef<HTMLButtonElement>(null);

  useEffect(() => onThreeShifts(() => leave(root)), [root]);
  // Whoever comes back from the ask is where they left: at the one way to it on the screen that shows again.
  useEffect(() => (ask ? () => root.querySelector<HTMLElement>('.talk .button')?.focus() : undefined), [ask]);
  useEffect(() => {
    client.query(EmbedQuery, {}).then(
      ({ embed }) => {
        if (embed) theme.replaceSync(themeCss(embed.theme));
        setEmbed(embed);
      },
      // Everything works without the partner's settings; the first search says when Kith is away.
      (error: Trouble) => error.isRefused && onRefused(),
    );
  }, [client, theme]);

  const openAsk = (about: Ask): void => {
    setUrgent(false);
    setAsk(about);
    tell(element, 'kith:open', {});
  };
  const closeAsk = (): void => {
    setAsk(null);
    tell(element, 'kith:close', {});
  };
  control.run = ([name, details]) => {
    if (name === 'urgent') setUrgent(true);
    else if (name === 'ask') openAsk(details ?? {});
    else if (name === 'search') setWanted({ ...details });
    else {
      setUrgent(false);
      setService(null);
      if (ask) closeAsk();
    }
  };

  const kit: Kit = { ...props, m, embed };
  const area = areaOf(m, props.area);
  return (
    <section aria-label={label || m.label}>
      <div class="ways">
        <button
          type="button"
          class="button quiet"
          aria-expanded={isUrgent}
          ref={urgentButton}
          onClick={() => setUrgent(!isUrgent)}
        >
          {m.urgent}
        </button>
        <button type="button" class="button quiet" title={m.leaveHint} onClick={() => leave(root)}>
          {m.leave}
          <span aria-hidden="true">✕</span>
        </button>
      </div>
      {isUrgent && (
        <UrgentHelp
          m={m}
          nation={nation ?? embed?.nation ?? null}
          onBack={() => {
            setUrgent(false);
            urgentButton.current?.focus();
          }}
        />
      )}
      <div hidden={isUrgent}>
        <Boundary onProblem={() => tell(element, 'kith:error', { reason: 'render' })} words={m.troubles.failed}>
          {ask && (
            <Opened kit={kit} onBack={closeAsk}>
              {({ AskFrame }) => <AskFrame kit={kit} ask={ask} onLeave={() => leave(root)} onClosed={closeAsk} />}
            </Opened>
          )}
          <div hidden={Boolean(ask)}>
            {service && (
              <Opened key={service} kit={kit} onBack={() => setService(null)}>
                {({ ServiceScreen }) => (
                  <ServiceScreen kit={kit} id={service} onBack={() => setService(null)} onAsk={openAsk} />
                )}
              </Opened>
            )}
            <div hidden={Boolean(service)}>
              <SearchScreen
                kit={kit}
                area={area}
                near={wanted.near ?? near ?? embed?.near ?? ''}
                wanted={wanted}
                isAway={Boolean(service)}
                onOpen={(id) => {
                  setService(id);
                  tell(element, 'kith:select', { serviceId: id });
                }}
                onAsk={openAsk}
              />
            </div>
          </div>
        </Boundary>
      </div>
    </section>
  );
}

/** @param text as a page writes it: "housing", "daily-living"; what is not a part of life narrows nothing */
function areaOf({ areas }: Messages, text: string | null): LifeArea | null {
  const name = text
    ?.trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_');
  return (Object.keys(areas) as LifeArea[]).find((one) => one === name) ?? null;
}

/** A bug on a screen stays on that screen: the ways out above it keep working, and the page never hears of it. */
class Boundary extends Component<{ onProblem: () => void; words: string }, { hasFailed: boolean }> {
  override state = { hasFailed: false };
  static override getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }
  override componentDidCatch(): void {
    this.props.onProblem();
  }
  override render(): JSX.Element {
    if (this.state.hasFailed) return <p class="alert error">{this.props.words}</p>;
    return <>{this.props.children}</>;
  }
}
