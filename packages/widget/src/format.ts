import { calmName } from '@kith/ui/calm-name.ts';
import { type Plain, write } from './json.ts';
import type { Messages, PluralTexts } from './messages.ts';
import type { Hit, Service } from './queries.ts';

/** Puts values into a text: `fill('Near {place}', { place: 'Sale' })`. */
export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** "Thu 26 Nov, 2 to 4 pm", in the time zone of the place. */
export function sessionWords(
  m: Messages,
  lang: string[],
  { startsAt, endsAt, timezone }: NonNullable<Service['nextSession']>,
): string {
  const day = inWords(m, dateWords(lang, { weekday: 'short', day: 'numeric', month: 'short' }, timezone, startsAt));
  let from = time(lang, timezone, startsAt);
  if (!endsAt) return fill(m.at, { day, time: from });
  const to = time(lang, timezone, endsAt);
  // "2 to 4 pm", not "2 pm to 4 pm".
  const half = / ?[ap]m$/i.exec(from)?.[0];
  if (half && to.endsWith(half)) from = from.slice(0, -half.length);
  return fill(m.at, { day, time: fill(m.to, { from, to }) });
}

function time(lang: string[], timeZone: string, iso: string): string {
  const isEnglish = lang[0]?.startsWith('en');
  const isWhole = dateWords(['en'], { minute: 'numeric' }, timeZone, iso) === '0';
  return dateWords(
    lang,
    { hour: 'numeric', ...(!(isEnglish && isWhole) && { minute: '2-digit' }), ...(isEnglish && { hourCycle: 'h12' }) },
    timeZone,
    iso,
  );
}

function dateWords(lang: string[], format: Intl.DateTimeFormatOptions, timeZone: string, iso: string): string {
  return formatter(Intl.DateTimeFormat, lang, { ...format, timeZone }).format(new Date(iso));
}

const made: Record<string, unknown> = {};

// Making one takes a phone longer than drawing a card: each is made once.
function formatter<Options extends object, Formatter>(
  Kind: new (lang: string[], options: Options) => Formatter,
  lang: string[],
  options: NoInfer<Options>,
): Formatter {
  const name = Kind.name + lang + write(options as Record<string, Plain>);
  made[name] ??= new Kind(lang, options);
  return made[name] as Formatter;
}

/** "1.2 km". Where somebody stands, and often the place too, is only known to a postcode's first half. */
export function distanceWords(m: Messages, lang: string[], km: number): string {
  if (km < 1) return m.closeBy;
  return formatter(Intl.NumberFormat, lang, {
    style: 'unit',
    unit: 'kilometer',
    maximumFractionDigits: km < 10 ? 1 : 0,
  }).format(km);
}

/** One line about a place: its own, or how its description begins, or who runs it. */
export function lineOf({ name, summary, description, organization }: Hit['node']): string {
  const text = (summary || description || '').trim();
  const [line = ''] = /^.{0,120}$|^.{20,120}[.!?](?=\s)|^.{0,90}(?=\s|$)/.exec(text) ?? [];
  if (line) return line.length < text.length && !/[.!?]$/.test(line) ? `${line}…` : line;
  return organization.name === name ? '' : calmName(organization.name);
}

/** "Free", or what it costs, one price a line; empty when nobody wrote it down. */
export function costWords(m: Messages, lang: string[], node: Hit['node'] | Service): string {
  if (node.isFree) return m.free;
  const prices = node.costOptions.map(({ option, amount, currency, amountDescription }) =>
    [
      option,
      amount &&
        formatter(Intl.NumberFormat, lang, {
          style: 'currency',
          currency: currency || 'GBP',
          currencyDisplay: 'narrowSymbol',
          trailingZeroDisplay: 'stripIfInteger',
        }).format(amount),
      amountDescription,
    ]
      .filter(Boolean)
      .join(' '),
  );
  return node.feesDescription || prices.join('\n');
}

/** "Checked 12 days ago". */
export function checkedWords(m: Messages, lang: string[], assuredAt: string | null): string {
  if (!assuredAt) return m.notChecked;
  const days = Math.round((Date.parse(assuredAt) - Date.now()) / 86_400_000);
  const unit = days > -60 ? 'day' : days > -730 ? 'month' : 'year';
  const count = unit === 'day' ? Math.min(days, 0) : Math.round(days / (unit === 'month' ? 30.4 : 365));
  const ago = formatter(Intl.RelativeTimeFormat, lang, { numeric: 'auto' }).format(count, unit);
  return fill(m.checked, { ago: inWords(m, ago) });
}

/** Welsh for "Thu 26 Nov" and "2 days ago", where the browser knows no Welsh dates. */
function inWords({ calendar }: Messages, text: string): string {
  return text.replace(/\b2 [a-z]+|[A-Za-z]+/g, (word) => calendar?.[word] ?? word);
}

/** The right form for a number: `plural('en', 1, { one: '# place', other: '# places' })`. */
export function plural(lang: string, count: number, forms: PluralTexts): string {
  const form = forms[new Intl.PluralRules(lang).select(count)] ?? forms.other;
  return form.replace('#', new Intl.NumberFormat(lang).format(count));
}
