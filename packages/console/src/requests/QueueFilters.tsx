import type { JSX } from 'preact';
import { areaWords, channelWords, language as languageName } from '../words.ts';

const areas = [
  'EMPLOYMENT',
  'HOUSING',
  'LEISURE',
  'EDUCATION',
  'ADVOCACY',
  'MONEY',
  'HEALTH',
  'CARING',
  'RELATIONSHIPS',
  'DAILY_LIVING',
] as const;
const channels = ['PHONE', 'TEXT', 'EMAIL', 'POST', 'IN_PERSON', 'COME_BACK'] as const;
const languages = ['en', 'ar', 'bn', 'fr', 'pl', 'pa', 'pt', 'ro', 'so', 'es', 'uk', 'ur', 'bfi'] as const;

type Area = (typeof areas)[number];
type Channel = (typeof channels)[number];

/** What only some requests are about; null: all. */
export interface About {
  area: Area | null;
  channel: Channel | null;
  language: string | null;
}

/** Of the queue, only these. */
export interface QueueFilter {
  isLate?: boolean;
  hasQuestion?: boolean;
  area?: Area;
  channel?: Channel;
  language?: string;
}

export const NOTHING: About = { area: null, channel: null, language: null };

/** Narrows the queue by what it is about, by which way they want to be in touch, and by language. The order stays. */
export function QueueFilters({ about, onChange }: { about: About; onChange: (about: About) => void }): JSX.Element {
  const isOn = Object.values(about).some(Boolean);
  return (
    <details open={isOn}>
      <summary>By what it is about, how and in which language</summary>
      <div class="stack">
        <Choice
          id="queue-area"
          label="About"
          all="Everything"
          options={areas.map((area) => [area, areaWords[area] ?? area])}
          value={about.area}
          onChange={(area) => onChange({ ...about, area: areas.find((one) => one === area) ?? null })}
        />
        <Choice
          id="queue-channel"
          label="How they want to be in touch"
          all="Any way"
          options={channels.map((channel) => [channel, channelWords[channel] ?? channel])}
          value={about.channel}
          onChange={(channel) => onChange({ ...about, channel: channels.find((one) => one === channel) ?? null })}
        />
        <Choice
          id="queue-language"
          label="Language"
          all="Any language"
          options={languages.map((code) => [code, languageName(code)])}
          value={about.language}
          onChange={(language) => onChange({ ...about, language: language || null })}
        />
      </div>
    </details>
  );
}

function Choice({
  id,
  label,
  all,
  options,
  value,
  onChange,
}: {
  id: string;
  label: string;
  all: string;
  options: readonly (readonly [string, string])[];
  value: string | null;
  onChange: (value: string) => void;
}): JSX.Element {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value ?? ''} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{all}</option>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
