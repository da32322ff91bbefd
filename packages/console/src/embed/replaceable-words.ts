/** The languages that the widget speaks (docs/languages.md). */
export const pageLanguages = ['en', 'cy', 'pl', 'ar', 'uk'] as const;

/** What a partner can say in their own words: where it stands, and what Kith says there in English. */
export const replaceable = [
  { key: 'label', place: 'Name of this part of your page, for people who hear it', kiths: 'Find help or a peer' },
  { key: 'what', place: 'Question above the search', kiths: 'What would help?' },
  { key: 'nearHint', place: 'Tip at the place', kiths: 'A place, or the first half of a postcode' },
  { key: 'ratherTalk', place: 'Heading above the way to a peer', kiths: 'Rather talk to somebody first?' },
  { key: 'connect', place: 'Button that asks for a peer', kiths: 'Connect me with a peer' },
  {
    key: 'connectHint',
    place: 'Sentence at that button, where no promise stands',
    kiths: 'Somebody who has been there can go with you.',
  },
] as const;

export interface OwnWord {
  language: string;
  key: string;
  text: string;
}
