import { type AskDraft, consentField, longest, reachValue } from './ask-draft.ts';
import type { AskTexts } from './ask-texts.ts';
import { fill } from './ask-view.ts';

/** One thing to put right: the same sentence stands in the summary and beside the field. */
export interface Problem {
  /** Name of the form field; empty: the whole form. */
  field: string;
  message: string;
}

/** The question (1 to 3), or the check (4), that a field belongs to. */
export function stepOf(field: string): number {
  if (field === 'words') return 1;
  if (field.startsWith('wish')) return 2;
  if (field.startsWith('consent') || field === '') return 4;
  return 3;
}

/** Where the summary's link for a problem goes. */
export function idOf(field: string): string {
  return field === 'channel' ? 'channel-PHONE' : field.startsWith('wish') ? 'question-2' : field || 'send';
}

/** What has to be put right before the answers can be checked. Most things may stay blank. */
export function problemsOf(draft: AskDraft, said: AskTexts['problems']): Problem[] {
  const problems: Problem[] = [];
  const say = (field: string, message: string) => problems.push({ field, message });
  if (!draft.channel) say('channel', said.channel);
  const value = reachValue(draft);
  if ((draft.channel === 'PHONE' || draft.channel === 'TEXT') && !isPhone(value ?? '')) say('phone', said.phone);
  if (draft.channel === 'EMAIL' && !isEmail(value ?? '')) say('email', said.email);
  if (draft.channel === 'POST' && !value) say('post', said.post);
  for (const field of Object.keys(longest) as (keyof typeof longest)[]) {
    if (draft[field].length > longest[field]) say(field, fill(said.long, { most: longest[field] }));
  }
  return problems;
}

/** What is missing when somebody presses send: each statement has its own box, and both are needed to be introduced. */
export function consentProblems(
  draft: Pick<AskDraft, 'consents'>,
  consent: { version: string; statements: readonly { purpose: string }[] },
): Problem[] {
  return consent.statements
    .filter(({ purpose }) => draft.consents[purpose] !== consent.version)
    .map(({ purpose }) => ({
      field: consentField(purpose),
      message: draft.consents[purpose]
        ? 'These words have changed. Please read them and tick the box again.'
        : purpose === 'SHARE_WITH_ADVOCATE'
          ? 'Tick the box about the peer advocate if you agree. We cannot introduce anybody without it.'
          : 'Tick the box about the team if you agree. Nobody may read your request without it.',
    }));
}

/** The first problem with a field. */
export function problemFor(problems: readonly Problem[], field: string): Problem | undefined {
  return problems.find((problem) => problem.field === field);
}

function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return digits >= 7 && digits <= 15 && text.length <= longest.phone && /^[+\d][\d\s().\-/+]*$/.test(text);
}

function isEmail(text: string): boolean {
  return text.length <= longest.email && /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/.test(text);
}

/** The field of the form for a path in the contract's input. */
export function fieldOf(path: string | null | undefined, draft: AskDraft): string {
  if (!path) return '';
  if (path === 'reach' || path === 'reach.channel') return 'channel';
  if (path === 'reach.value') {
    return draft.channel === 'EMAIL' ? 'email' : draft.channel === 'POST' ? 'post' : 'phone';
  }
  if (path.startsWith('reach.')) {
    const [, name = ''] = path.split('.');
    return name === 'mayLeaveVoicemail' ? 'voicemail' : name;
  }
  if (path.startsWith('wishes')) return 'wish';
  if (path === 'consentVersion') return consentField('HANDLE_REQUEST');
  return ['words', 'outwardCode'].includes(path) ? path : '';
}
