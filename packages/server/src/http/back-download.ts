import { timesOf } from '@kith/connect/ask-draft.ts';
import { askTexts } from '@kith/connect/ask-texts.ts';
import type { BackView } from '@kith/connect/back/back-view.ts';
import type { Everything } from './back/everything.ts';
import { restToRead } from './back/everything-to-read.ts';

/** One's own request to keep: as data, or to read. The file's name says nothing. */
export function downloadOf(kind: 'json' | 'text', all: Everything, view: BackView): Response {
  const [name, type, body] =
    kind === 'json'
      ? ['update.json', 'application/json', JSON.stringify(all, null, 2)]
      : ['update.txt', 'text/plain', toText(all, view)];
  return new Response(`${body}\n`, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  });
}

function toText(all: Everything, view: BackView): string {
  const { draft, meeting } = view;
  const wished = (weight: string) =>
    draft.wishes
      .filter((wish) => wish.weight === weight)
      .map(
        (wish) => view.wishes.find((known) => known.value === wish.value && known.dimension === wish.dimension)?.label,
      )
      .filter(Boolean)
      .join(', ');
  const lines: [string, string | null | undefined][] = [
    ['Number', view.reference],
    ['Now', view.statusSentence],
    [
      'You meet',
      meeting && [meeting.name, meeting.how?.way, meeting.how?.when, meeting.how?.words].filter(Boolean).join(', '),
    ],
    ['Your words', draft.words],
    ['About', view.about],
    ['Matters', wished('MATTERS')],
    ['Rather not', wished('RATHER_NOT')],
    ['How to reach you', view.otherReach ?? (draft.channel && askTexts.channels[draft.channel])],
    ['Number or address', draft.phone || draft.email || draft.post],
    ['Safe times', timesOf(draft)],
    ['May we leave a message', draft.voicemail],
    ['What a message may say', draft.voicemailWords],
    ['Who else may answer', draft.othersMayAnswer],
    ['Our number may show', draft.showNumber],
    ['Name', draft.name],
    ['Pronouns', draft.pronouns],
    ['Described as', draft.describedAs],
    ['What helps', draft.communicationNeeds],
    ['Near', draft.outwardCode],
  ];
  return [
    ...lines.filter(([, value]) => value).map(([label, value]) => `${label}: ${value}`),
    '',
    'What has happened',
    ...view.story.map((event) => `${event.day}: ${event.sentence}`),
    ...view.introductions.map(({ day, reason }) => `${day}: the coordinator wrote: ${reason}`),
    ...restToRead(all),
  ].join('\n');
}
