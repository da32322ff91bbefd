import { cleanLine, TEXT_LIMITS, type Tell } from './text.ts';

/** A web address that is safe to link to; null when there is none. */
export function cleanUrl(value: unknown, tell: Tell): string | null {
  const text = cleanLine(value, 4_000, tell);
  if (text === null) return null;
  const first = text.split(/\s+|[;,](?=\s|https?:|www\.)/)[0] ?? '';
  if (/^(?:javascript|data|vbscript|file|blob|about):/i.test(first.replace(/\s/g, ''))) {
    tell('is not a web address (it could run a program) and was left out');
    return null;
  }
  const scheme = /^([a-z][a-z0-9+.-]*):(?!\d+(?:\/|$))/i.exec(first)?.[1]?.toLowerCase();
  if (scheme && scheme !== 'http' && scheme !== 'https') {
    tell(`begins with "${scheme.slice(0, 20)}:", which is not a web address, and was left out`);
    return null;
  }
  const address = scheme ? first : `https://${first.replace(/^\/+/, '')}`;
  const url = URL.parse(address);
  if (!url || !/^[^.]+(?:\.[^.]+)+$/.test(url.hostname) || address.length > 2_000) {
    tell('is not a web address and was left out');
    return null;
  }
  if (url.username || url.password) {
    tell('held a user name or password; that part was taken out');
    url.username = '';
    url.password = '';
    return url.href;
  }
  if (!scheme) tell('had no "https" in front; it was added');
  return address;
}

/** An e-mail address; null when there is none. */
export function cleanEmail(value: unknown, tell: Tell): string | null {
  const text = cleanLine(value, TEXT_LIMITS.line, tell);
  if (text === null) return null;
  const first = text.replace(/^mailto:/i, '').split(/[\s;,]+/)[0] ?? '';
  if (/^[^\s@<>"'()]{1,64}@[^\s@<>"'()]+\.[^\s@<>"'().]{2,}$/.test(first) && first.length <= 254) return first;
  tell('is not an e-mail address and was left out');
  return null;
}

/** A telephone number as its source writes it; null when it has no digits. */
export function cleanPhone(value: unknown, tell: Tell): string | null {
  const text = cleanLine(value, TEXT_LIMITS.line, tell)?.replace(/^tel:/i, '');
  if (!text) return null;
  if (text.replace(/\D/g, '').length >= 3 && text.length <= 80) return text;
  tell('is not a telephone number and was left out');
  return null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A day as "YYYY-MM-DD"; null when there is none or it does not exist. */
export function cleanDate(value: unknown, tell: Tell): string | null {
  const text = cleanLine(value, TEXT_LIMITS.line, tell);
  if (text === null) return null;
  const parts = dateParts(text);
  if (!parts) {
    tell(`"${text.slice(0, 40)}" is not a date and was left out`);
    return null;
  }
  if (parts === 'either') {
    tell(`"${text.slice(0, 40)}" can be two different days and was left out`);
    return null;
  }
  const [year, month, day] = parts;
  const date = new Date(Date.UTC(year, month - 1, day));
  const doesExist = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!doesExist || year < 1800 || year > 2200) {
    tell(`"${text.slice(0, 40)}" is not a day of the calendar and was left out`);
    return null;
  }
  return date.toISOString().slice(0, 10);
}

function dateParts(text: string): [number, number, number] | 'either' | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (iso) return [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  const slashed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[T ].*)?$/.exec(text);
  if (slashed) {
    const [a, b] = [Number(slashed[1]), Number(slashed[2])];
    const year = Number(slashed[3]) + (slashed[3]?.length === 2 ? 2000 : 0);
    if (a > 12) return [year, b, a];
    if (b > 12 || a === b) return [year, a, b];
    return 'either';
  }
  const worded =
    /^(?<month>[a-z]{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4})$/i.exec(text) ??
    /^(?<day>\d{1,2})(?:st|nd|rd|th)? (?<month>[a-z]{3,9})\.?,? (?<year>\d{4})$/i.exec(text);
  const month = MONTHS.indexOf(worded?.groups?.month?.slice(0, 3).toLowerCase() ?? '') + 1;
  return worded?.groups && month > 0 ? [Number(worded.groups.year), month, Number(worded.groups.day)] : null;
}

const LONGEST_TIME = 30;

/** Does it read like a time of day, wherever it stands? */
export function looksLikeTime(value: unknown): boolean {
  const text = typeof value === 'string' ? value.trim() : '';
  return (
    text.length <= LONGEST_TIME &&
    /^\d{1,2}(?:[:.]\d{2})?(?::\d{2})?\s*(?:[ap]\.?m\.?)?$/i.test(text) &&
    /[:.apm]/i.test(text)
  );
}

/** A local time of day as "HH:MM"; null when there is none. */
export function cleanTime(value: unknown, tell: Tell): string | null {
  const text = cleanLine(value, TEXT_LIMITS.line, tell)?.toLowerCase();
  if (!text) return null;
  if (text === 'noon' || text === 'midday') return '12:00';
  if (text === 'midnight') return '00:00';
  const match =
    /^(?:\d{4}-\d{2}-\d{2}t)?(\d{1,2})(?:[:.h]?(\d{2}))?(?::\d{2}(?:\.\d+)?)?\s*(am|pm|a\.m\.?|p\.m\.?|a|p)?\s*(?:z|[+-]\d{2}:?\d{2})?$/.exec(
      text,
    );
  if (match) {
    let hour = Number(match[1]);
    const minute = Number(match[2] ?? 0);
    const half = match[3]?.[0];
    const fits = half ? hour >= 1 && hour <= 12 : hour <= 24;
    if (half === 'p' && hour < 12) hour += 12;
    if (half === 'a' && hour === 12) hour = 0;
    if (hour === 24 && minute === 0) hour = 0;
    if (fits && hour < 24 && minute < 60) return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  }
  tell(`"${text.slice(0, 40)}" is not a time of day and was left out`);
  return null;
}

/** A whole number in a range; null when there is none. */
export function cleanInteger(value: unknown, least: number, most: number, tell: Tell): number | null {
  const text = cleanLine(value, TEXT_LIMITS.line, tell);
  if (text === null) return null;
  const number = Number(text);
  if (Number.isFinite(number) && number >= least && number <= most) return Math.floor(number);
  tell(`"${text.slice(0, 40)}" is not a number from ${least} to ${most} and was left out`);
  return null;
}

/** An amount of money with two decimals, as text, so that nothing is rounded on the way; null when there is none. */
export function cleanAmount(value: unknown, tell: Tell): string | null {
  const text = cleanLine(value, TEXT_LIMITS.line, tell)?.replace(/^[£$€]\s*|,(?=\d{3})/g, '');
  if (!text) return null;
  if (/^free$/i.test(text)) return '0.00';
  const number = Number(text);
  if (Number.isFinite(number) && number >= 0 && number < 1e9) return number.toFixed(2);
  tell(`"${text.slice(0, 40)}" is not an amount of money and was left out`);
  return null;
}

/** WGS 84 degrees, both or neither. */
export function cleanPosition(
  latitude: unknown,
  longitude: unknown,
  tell: Tell,
): { latitude: number; longitude: number } | null {
  const isGiven = (value: unknown) =>
    value !== null && value !== undefined && !(typeof value === 'string' && /^(?:na|null|nan)?$/i.test(value.trim()));
  if (!isGiven(latitude) && !isGiven(longitude)) return null;
  const [lat, lon] = [latitude, longitude].map((value) => (isGiven(value) ? Number(value) : Number.NaN)) as [
    number,
    number,
  ];
  if (!(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 180)) {
    tell('latitude and longitude are not a place on Earth and were left out');
    return null;
  }
  if (lat === 0 && lon === 0) {
    tell('latitude and longitude are 0, 0 (in the sea) and were left out');
    return null;
  }
  return { latitude: lat, longitude: lon };
}

/** ISO 3166-1 alpha-2; null when it is something else. */
export function cleanCountry(value: unknown, tell: Tell): string | null {
  const text = cleanLine(value, TEXT_LIMITS.line, tell)?.toUpperCase().replaceAll('.', '');
  if (!text) return null;
  const known: Record<string, string> = {
    UK: 'GB',
    'UNITED KINGDOM': 'GB',
    ENGLAND: 'GB',
    SCOTLAND: 'GB',
    WALES: 'GB',
  };
  const american: Record<string, string> = { USA: 'US', 'UNITED STATES': 'US', 'UNITED STATES OF AMERICA': 'US' };
  if (known[text] ?? american[text]) return known[text] ?? american[text] ?? null;
  if (/^[A-Z]{2}$/.test(text)) return text;
  tell('is not a two-letter country code and was left out');
  return null;
}

/** Yes, no, or not said. */
export function cleanFlag(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  if (/^(?:true|t|yes|y|1)$/i.test(String(value).trim())) return true;
  return /^(?:false|f|no|n|0)$/i.test(String(value).trim()) ? false : null;
}
