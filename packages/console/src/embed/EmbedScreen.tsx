import { graphql } from '@kith/contract/graphql.ts';
import { useQuery } from '@urql/preact';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { again } from '../client.ts';
import { CouldNotRead, Empty, Loading, ScreenTitle } from '../ScreenState.tsx';
import { AddPartnerForm } from './AddPartnerForm.tsx';
import { EditorsOf, EditorsSection } from './EditorsSection.tsx';
import { MonthsOf, MonthsSection } from './MonthsSection.tsx';
import { PreviewSection } from './PreviewSection.tsx';
import { type Draft, SettingsForm, SettingsOf } from './SettingsForm.tsx';
import { SnippetSection } from './SnippetSection.tsx';
import { TextsSection } from './TextsSection.tsx';
import { SightingsOf, WorkingSection } from './WorkingSection.tsx';

const Partners = graphql(
  `
    query Partners {
      viewer {
        id
        roles
      }
      teams {
        id
        name
      }
      partners {
        id
        name
        publicKey
        isOn
        near
        locale
        nation
        theme {
          accent
          paper
          ink
          radius
          theme
        }
        texts {
          language
          key
          text
        }
        ...SettingsOf
        ...SightingsOf
        ...MonthsOf
        ...EditorsOf
      }
    }
  `,
  [SettingsOf, SightingsOf, MonthsOf, EditorsOf],
);

/** Kith on a partner's pages: what to paste, whether it works, what it offers and how it looks. */
export function EmbedScreen(): JSX.Element {
  const [{ data, error, fetching }, execute] = useQuery({ query: Partners });
  const [id, setId] = useState<string | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const read = () => execute(again);
  const partners = data?.partners ?? [];
  const partner = partners.find((one) => one.id === id) ?? partners[0];
  const isAdministrator = data?.viewer?.roles.includes('ADMINISTRATOR') ?? false;
  const kith = location.origin;

  return (
    <div class="stack">
      <ScreenTitle isFirst>Kith on your page</ScreenTitle>
      {!data && fetching && <Loading>Reading …</Loading>}
      {!data && error && <CouldNotRead onAgain={read} />}
      {data && partners.length === 0 && (
        <Empty>
          <p>
            {isAdministrator
              ? 'No organisation has Kith on its pages yet. Add the first one here.'
              : 'No page is in your hands yet. Ask whoever looks after accounts to name you for your organisation.'}
          </p>
        </Empty>
      )}
      {partners.length > 1 && (
        <div class="field">
          <label for="partner">Whose page?</label>
          <select
            id="partner"
            value={partner?.id}
            onChange={(event) => {
              setDraft(null);
              setId(event.currentTarget.value);
            }}
          >
            {partners.map((one) => (
              <option key={one.id} value={one.id} selected={one.id === partner?.id}>
                {one.name}
              </option>
            ))}
          </select>
        </div>
      )}
      {partner && (
        <div key={partner.id} class="stack">
          {!partner.isOn && (
            <p class="alert notice">
              The key is switched off: your pages show only the numbers that you wrote yourselves.
            </p>
          )}
          <SnippetSection chosen={{ kith, key: partner.publicKey, nation: partner.nation, locale: partner.locale }} />
          <WorkingSection partner={partner} />
          <SettingsForm partner={partner} onDraft={setDraft} />
          <PreviewSection
            previewed={{
              key: partner.publicKey,
              texts: partner.texts,
              ...(draft ?? {
                near: partner.near ?? '',
                locale: partner.locale,
                accent: partner.theme.accent ?? '',
                paper: partner.theme.paper ?? '',
                ink: partner.theme.ink ?? '',
                radius: partner.theme.radius === null ? '' : String(partner.theme.radius),
                theme: partner.theme.theme ?? 'auto',
              }),
            }}
          />
          <MonthsSection partner={partner} />
          <TextsSection name={partner.name} kith={kith} />
          {isAdministrator && <EditorsSection partner={partner} onChanged={read} />}
        </div>
      )}
      {isAdministrator && data && data.teams.length > 0 && <AddPartnerForm teams={data.teams} onAdded={read} />}
    </div>
  );
}
