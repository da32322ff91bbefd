import type { AdvocacyKind, LifeArea, ProvisionType } from '../../../../generated/prisma/enums.ts';
import areasFile from '../mapping/areas.json' with { type: 'json' };
import practicalFile from '../mapping/practical.json' with { type: 'json' };
import provisionFile from '../mapping/provision.json' with { type: 'json' };
import { PhraseBook, plainName, wordsOf } from './phrases.ts';

/** What a service says about itself, cleaned. */
export interface SaidAbout {
  name: string;
  alternateName: string | null;
  description: string | null;
  keywords: readonly string[];
  /** Names of its taxonomy terms, each followed by the names of the terms above it. */
  terms: readonly (readonly string[])[];
  organizationName: string | null;
  fees: string | null;
}

interface Derived {
  areas: LifeArea[];
  /** Nothing spoke for any area: the fallback was taken. */
  isAreaUnsure: boolean;
  provisionTypes: ProvisionType[];
  advocacyKinds: AdvocacyKind[];
  isOnline: boolean;
  isFree: boolean | null;
  isSensitive: boolean;
}

/** What a single taxonomy term stands for. */
export interface TermMeaning {
  areas: LifeArea[];
  provisionTypes: ProvisionType[];
  advocacyKinds: AdvocacyKind[];
}

/** What stewards say that terms stand for, by plainName: it wins over the files in ../mapping. */
export type TermAreas = ReadonlyMap<string, readonly LifeArea[]>;
const NONE: TermAreas = new Map();

/** Weights by where a phrase stands. A term was chosen by somebody; a description mentions many things in passing. */
const WEIGHT = { term: 6, termWord: 4, name: 4, keyword: 2, description: 1 } as const;
/** An area is kept when it has this part of the strongest one's weight. */
const KEPT_SHARE = 0.4;
const MOST_AREAS = 4;
const READ_WORDS = 300;

const areaTerms = new Map(
  areasFile.terms.flatMap((rule) => rule.names.map((name) => [plainName(name), rule.areas as LifeArea[]] as const)),
);
const silentTerms = new Set(areasFile.saysNothing.map(plainName));
const areaPhrases = new PhraseBook<LifeArea>(
  areasFile.phrases.flatMap((rule) => (rule.areas as LifeArea[]).map((area) => [area, rule.phrases] as const)),
  areasFile.ignore,
);
const provisionPhrases = new PhraseBook<ProvisionType>(
  provisionFile.provisionTypes.map((rule) => [rule.type as ProvisionType, rule.phrases] as const),
  provisionFile.ignore,
);
const provisionTerms = new Map(
  provisionFile.provisionTypes.flatMap((rule) =>
    rule.terms.map((name) => [plainName(name), rule.type as ProvisionType]),
  ),
);
const advocacyPhrases = new PhraseBook<AdvocacyKind>(
  provisionFile.advocacyKinds.map((rule) => [rule.kind as AdvocacyKind, rule.phrases] as const),
  provisionFile.ignore,
);
const advocacyTerms = new Map(
  provisionFile.advocacyKinds.flatMap((rule) => rule.terms.map((name) => [plainName(name), rule.kind as AdvocacyKind])),
);
const { cost, online, sensitivePlaces, roleAddresses } = practicalFile;
const feePhrases = new PhraseBook<'free' | 'paid'>(
  [
    ['free', cost.free],
    ['paid', cost.paid],
  ],
  cost.ignore,
);
const freePhrases = new PhraseBook<true>([[true, cost.freeInDescription]], cost.ignore);
const onlinePhrases = new PhraseBook<true>([[true, online.phrases]], online.ignore);
const onlineTerms = new Set(online.terms.map(plainName));
const sensitiveTerms = new Set(sensitivePlaces.terms.map(plainName));
const sensitiveAlone = new PhraseBook<true>([[true, sensitivePlaces.alone]], sensitivePlaces.ignore);
const sensitiveParts = sensitivePlaces.together.map(
  (phrases) => new PhraseBook<true>([[true, phrases]], sensitivePlaces.ignore),
);
const roleWords = new Set(roleAddresses.words);

/** Life areas, provision types and the rest, derived from terms and words by the files in ../mapping. */
export function derive(said: SaidAbout, termAreas: TermAreas = NONE): Derived {
  const areas = deriveAreas(said, termAreas);
  const about = [said.name, said.alternateName ?? '', ...said.keywords, said.description ?? ''].join(' . ');
  const termNames = said.terms.map((path) => plainName(path[0] ?? ''));
  const words = wordsOf(about);
  return {
    areas: areas.length > 0 ? areas : [areasFile.fallback as LifeArea],
    isAreaUnsure: areas.length === 0,
    provisionTypes: union(provisionPhrases.find(words), termNames, provisionTerms),
    advocacyKinds: union(advocacyPhrases.find(words), termNames, advocacyTerms),
    isOnline: onlinePhrases.find(words).length > 0 || termNames.some((name) => onlineTerms.has(name)),
    isFree: deriveIsFree(said),
    isSensitive: isSensitivePlace(said.name, said.description, [
      ...said.keywords,
      ...said.terms.map((path) => path[0] ?? ''),
    ]),
  };
}

/** What a term stands for by its name, or else by the names above it. */
export function meaningOfTerm(path: readonly string[], termAreas: TermAreas = NONE): TermMeaning {
  const name = plainName(path[0] ?? '');
  return {
    areas: areasOfTerm(path, termAreas),
    provisionTypes: union(provisionPhrases.find(path[0] ?? ''), [name], provisionTerms),
    advocacyKinds: union(advocacyPhrases.find(path[0] ?? ''), [name], advocacyTerms),
  };
}

/** A refuge, or another place that must not be found, as far as its words tell. */
export function isSensitivePlace(name: string | null, description: string | null, labels: readonly string[]): boolean {
  if (labels.some((label) => sensitiveTerms.has(plainName(label)))) return true;
  const short = [name ?? '', ...labels].join(' . ');
  if (sensitiveAlone.find(`${short} . ${description ?? ''}`).length > 0) return true;
  const passages = [short, ...(description ?? '').split(/[.!?\n]+/)];
  return passages.some((passage) => sensitiveParts.every((part) => part.find(passage).length > 0));
}

/** info@ and its kin, or the organization's own name: an address of a desk, not of a person. */
export function isRoleAddress(email: string, organizationName: string | null): boolean {
  const local = email.split('@')[0]?.toLowerCase() ?? '';
  if (local.split(/[^a-z]+/).some((word) => roleWords.has(word))) return true;
  const letters = local.replace(/[^a-z]/g, '');
  const name = wordsOf(organizationName ?? '').join('');
  return letters.length >= 4 && name.includes(letters);
}

/** The organization says of itself that people with lived experience run it. */
export function isRunByPeers(text: string): boolean {
  return provisionPhrases.find(text).some(({ value }) => value === 'PEER_OPERATED');
}

function deriveAreas(said: SaidAbout, termAreas: TermAreas): LifeArea[] {
  const weights = new Map<LifeArea, number>();
  const seen = new Set<string>();
  const count = (found: { value: LifeArea; phrase: string }[], weight: number) => {
    for (const { value, phrase } of found) {
      const key = `${value} ${phrase} ${weight}`;
      if (seen.has(key)) continue;
      seen.add(key);
      weights.set(value, (weights.get(value) ?? 0) + weight);
    }
  };
  for (const path of said.terms) {
    const plain = plainName(path[0] ?? '');
    const isKnown = areaTerms.has(plain) || termAreas.has(plain);
    count(
      areasOfTerm(path, termAreas).map((value) => ({ value, phrase: path[0] ?? '' })),
      isKnown ? WEIGHT.term : WEIGHT.termWord,
    );
  }
  count(areaPhrases.find(`${said.name} . ${said.alternateName ?? ''}`), WEIGHT.name);
  count(areaPhrases.find(said.keywords.join(' . ')), WEIGHT.keyword);
  count(areaPhrases.find(wordsOf(said.description ?? '').slice(0, READ_WORDS)), WEIGHT.description);
  if (weights.size === 0) count(areaPhrases.find(said.organizationName ?? ''), WEIGHT.description);
  const strongest = Math.max(0, ...weights.values());
  return [...weights]
    .filter(([, weight]) => weight >= strongest * KEPT_SHARE)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_AREAS)
    .map(([area]) => area);
}

function areasOfTerm(path: readonly string[], termAreas: TermAreas): LifeArea[] {
  for (const name of path) {
    const plain = plainName(name);
    const said = termAreas.get(plain);
    // A steward says that it stands for none: nor do the terms above it then.
    if (said) return [...said];
    const known = areaTerms.get(plain);
    if (known) return known;
    if (silentTerms.has(plain)) continue;
    const found = new Set(areaPhrases.find(name).map(({ value }) => value));
    if (found.size > 0) return [...found];
  }
  return [];
}

function deriveIsFree(said: SaidAbout): boolean | null {
  if (said.fees !== null) {
    const found = new Set(feePhrases.find(said.fees).map(({ value }) => value));
    const isPriced = /[£$€]\s*\d|\d\s*(?:p|pence|pounds|dollars)\b/i.test(said.fees) || found.has('paid');
    if (found.has('free') !== isPriced) return found.has('free');
    return null;
  }
  return said.description !== null && freePhrases.find(said.description).length > 0 ? true : null;
}

function union<T>(found: { value: T }[], termNames: readonly string[], terms: ReadonlyMap<string, T>): T[] {
  const values = new Set(found.map(({ value }) => value));
  for (const name of termNames) {
    const value = terms.get(name);
    if (value !== undefined) values.add(value);
  }
  return [...values].sort();
}
