import { type FragmentOf, graphql, readFragment } from '@kith/contract/graphql.ts';
import { Button } from '@kith/ui/Button.tsx';
import { Field, TextArea } from '@kith/ui/Field.tsx';
import { useMutation } from '@urql/preact';
import type { JSX } from 'preact';
import { SavingState } from '../team/SavingState.tsx';
import { textOf, useSaving } from '../team/saving.ts';
import { areaWords, language } from '../words.ts';
import { type Look, LookFields, lookIn, themeOf } from './LookFields.tsx';
import { OwnWords, ownWordsIn } from './OwnWords.tsx';
import { pageLanguages } from './replaceable-words.ts';

export const SettingsOf = graphql(`
  fragment SettingsOf on Partner {
    id
    name
    websiteUrl
    origins
    areas
    near
    nation
    locale
    hasPeers
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
  }
`);

const Change = graphql(
  `
    mutation ChangePartner($input: ChangePartnerInput!) {
      changePartner(input: $input) {
        __typename
        ... on PartnerPayload {
          partner {
            id
            ...SettingsOf
          }
        }
        ... on UserError {
          message
        }
        ... on InvalidInput {
          field
        }
      }
    }
  `,
  [SettingsOf],
);

type Nation = 'ENGLAND' | 'SCOTLAND' | 'WALES' | 'NORTHERN_IRELAND' | 'UNITED_STATES';
type Area =
  | 'EMPLOYMENT'
  | 'HOUSING'
  | 'LEISURE'
  | 'EDUCATION'
  | 'ADVOCACY'
  | 'MONEY'
  | 'HEALTH'
  | 'CARING'
  | 'RELATIONSHIPS'
  | 'DAILY_LIVING';

const nationWords: Readonly<Record<Nation, string>> = {
  ENGLAND: 'England',
  SCOTLAND: 'Scotland',
  WALES: 'Wales',
  NORTHERN_IRELAND: 'Northern Ireland',
  UNITED_STATES: 'The United States',
};
/** What is chosen and not saved yet, for the preview. */
export interface Draft extends Look {
  near: string;
  locale: string;
}

/** What a partner's pages offer and how they look. */
export function SettingsForm({
  partner: data,
  onDraft,
}: {
  partner: FragmentOf<typeof SettingsOf>;
  onDraft: (draft: Draft) => void;
}): JSX.Element {
  const partner = readFragment(SettingsOf, data);
  const saving = useSaving();
  const [, change] = useMutation(Change);
  const problem = (field: string) => (saving.problem?.field === field ? saving.problem.message : undefined);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const look = lookIn(form);
    if (!/^\d{0,2}$/.test(look.radius))
      return saving.refuse('Roundness is a whole number from 0 to 32.', 'theme.radius');
    const input = {
      partnerId: partner.id,
      name: textOf(event, 'name'),
      websiteUrl: textOf(event, 'websiteUrl'),
      origins: textOf(event, 'origins')
        .split(/[\s,]+/)
        .filter(Boolean),
      areas: form.getAll('areas') as Area[],
      near: textOf(event, 'near'),
      nation: textOf(event, 'nation') as Nation,
      locale: textOf(event, 'locale'),
      hasPeers: form.has('hasPeers'),
      theme: themeOf(look),
      texts: ownWordsIn(form),
    };
    const isOtherLanguage = input.locale !== partner.locale;
    await saving.save(
      change({ input }),
      isOtherLanguage
        ? 'Saved. Your page shows it within a minute, but for the language: that stands in the text that you pasted. Copy it above and paste it again.'
        : 'Saved. Your page shows it within a minute.',
    );
  }

  function tell(event: { currentTarget: HTMLFormElement }) {
    const form = new FormData(event.currentTarget);
    const value = (name: string) => String(form.get(name) ?? '').trim();
    onDraft({ near: value('near'), locale: value('locale'), ...lookIn(form) });
  }

  return (
    <form class="stack card" onSubmit={send} onInput={tell} noValidate aria-labelledby="settings-title">
      <h2 id="settings-title">What it offers, and how it looks</h2>
      <Field id="name" name="name" label="Your organisation" defaultValue={partner.name} problem={problem('name')} />
      <TextArea
        id="origins"
        name="origins"
        rows={3}
        dir="ltr"
        spellcheck={false}
        label="Your sites"
        hint="One a line, like https://www.example.org. The script works on these alone, and only these can show the form inside a page. A frame shows the search anywhere, and a link works from everywhere."
        defaultValue={partner.origins.join('\n')}
        problem={problem('origins')}
      />
      <fieldset class="checks">
        <legend>Parts of life that you offer</legend>
        <p class="hint">None ticked: all of them.</p>
        {Object.entries(areaWords).map(([value, label]) => (
          <label key={value} class="check">
            <input
              type="checkbox"
              name="areas"
              value={value}
              defaultChecked={(partner.areas as readonly string[]).includes(value)}
            />
            {label}
          </label>
        ))}
      </fieldset>
      <Field
        id="near"
        name="near"
        label="Where searches start (optional)"
        hint="The first half of a postcode, or a town. People can always change it."
        defaultValue={partner.near ?? ''}
        problem={problem('near')}
      />
      <div class="field">
        <label for="nation">Whose urgent-help numbers come first?</label>
        <select id="nation" name="nation">
          {Object.entries(nationWords).map(([value, label]) => (
            <option key={value} value={value} selected={value === partner.nation}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="locale">Language of your page</label>
        <select id="locale" name="locale">
          {pageLanguages.map((code) => (
            <option key={code} value={code} selected={code === partner.locale}>
              {language(code)}
            </option>
          ))}
        </select>
      </div>
      <LookFields theme={partner.theme} problem={problem} />
      <label class="check">
        <input type="checkbox" name="hasPeers" defaultChecked={partner.hasPeers} />
        People can ask for a peer here
      </label>
      <Field
        id="websiteUrl"
        name="websiteUrl"
        dir="ltr"
        label="Your own address (optional)"
        defaultValue={partner.websiteUrl ?? ''}
        problem={problem('websiteUrl')}
      />
      <OwnWords texts={partner.texts} open={partner.locale} />
      <SavingState saving={saving} />
      <div>
        <Button type="submit" look="primary">
          {saving.isBusy ? 'One moment …' : 'Save'}
        </Button>
      </div>
    </form>
  );
}
