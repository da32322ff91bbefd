/** A person's own plan as the come-back page shows it: sentences and days, ready to read. */
export interface PlanView {
  /** With whom a part could be shared; null: nobody yet. */
  name: string | null;
  parts: PlanPartView[];
  journey: PlanEntryView[];
  checkIn: CheckInView;
}

export interface PlanPartView {
  part: 'STRENGTHS' | 'MEETINGS' | 'CORNER' | 'SIGNS';
  isShared: boolean;
  entries: PlanEntryView[];
}

export interface PlanEntryView {
  id: string;
  kind: string;
  words: string;
  /** "Thursday 24 December"; null: not said. */
  day: string | null;
  /** As it is typed: 24/12/2026. */
  onDay: string;
  who: string | null;
  comes: string | null;
  decided: string | null;
  /** Of a meeting from tomorrow on; null: it is none. */
  reminder: { canAsk: boolean; canTakeBack: boolean; sentence: string } | null;
}

export interface CheckInView {
  /** The five questions; null: not now, four weeks have not passed. */
  questions: { item: string; title: string; words: string }[] | null;
  /** Answer → what it is called. */
  answers: Record<string, string>;
  /** What was answered, oldest first: "I have hope" → days and answers. */
  series: { words: string; said: { day: string; answer: string }[] }[];
  isShared: boolean;
}
