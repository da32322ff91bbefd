import { isPlanKind, planKindWords } from '@kith/connect/back/plan-words.ts';
import { dayInWords } from '../../modules/peers/promise-clock.ts';
import { answerLabels, itemBank } from '../../modules/plans/check-ins/check-in-rules.ts';
import type { Everything } from './everything.ts';

type Line = string | null | undefined | false;

const outcomes = { GO_ON: 'we go on', CHANGE: 'change something', END_WELL: 'end it well' } as const;
const views = { SAID: ' wrote what I said', OBSERVED: ' noticed, I did not say it' } as const;
const states = { PLANNED: 'planned', DONE: 'done', LET_GO: 'let go' } as const;

/** What the request's own part does not say, as text to read: each part under its heading, empty parts left out. */
export function restToRead(all: Everything): string[] {
  const day = (at: Date) => dayInWords(all.timezone, at);
  const calendarDay = (at: Date) => dayInWords('UTC', at);
  const parts: [string, Line[]][] = [
    ['Who read my words', all.whoReadMyWords.map(({ at, sentence }) => `${day(at)}: ${sentence}`)],
    [
      'What I said yes to',
      all.consents.map(
        ({ text, version, givenAt, how, withdrawnAt }) =>
          `${day(givenAt)}, ${how}, version ${version}: ${text ?? ''}${withdrawnAt ? ` (taken back ${day(withdrawnAt)})` : ''}`,
      ),
    ],
    ...all.together.map((one): [string, Line[]] => [
      `With ${one.with}`,
      [
        ...one.agreements.flatMap((version) => [
          `Agreement ${version.number}, written ${day(version.proposedAt)}${version.holds ? ' (holds)' : ''}:`,
          ...version.lines.map(({ title, words }) => `  ${title}: ${words}`),
        ]),
        ...one.cards.flatMap((card) => [
          `Card of ${card.side === 'PERSON' ? 'mine' : one.with}:`,
          card.like && `  Would like: ${card.like}`,
          card.offer && `  Can offer: ${card.offer}`,
          card.offLimits && `  Rather not talk about: ${card.offLimits}`,
        ]),
        ...one.reviews.map(
          ({ at, side, outcome, without }) =>
            `${day(at)}, ${side === 'PERSON' ? 'I' : one.with} looked at how it goes: ${outcomes[outcome]}. ${without ?? ''}`,
        ),
        one.goodbye && `Goodbye: ${one.goodbye}`,
        one.whyStopped && `Why it stopped: ${one.whyStopped}`,
        one.goodWords && `What was good: ${one.goodWords}`,
      ],
    ]),
    [
      'When we were in touch',
      all.contacts.flatMap((contact) => [
        [`${day(contact.at)}, ${contact.byName ?? 'I'} wrote:`, contact.helped.join(', '), contact.note]
          .filter(Boolean)
          .join(' '),
        contact.nextStep && `  Next: ${contact.nextStep}`,
        contact.outcome && `  What came of it: ${contact.outcome}`,
        ...contact.notes.map(({ at, byName, kind, words }) => {
          const how = byName !== null && (kind === 'SAID' || kind === 'OBSERVED') ? views[kind] : '';
          return words && `  ${day(at)}, ${byName ?? 'I'}${how}: ${words}`;
        }),
      ]),
    ],
    [
      'Steps',
      all.steps.map(
        (step) => `${step.what} (${states[step.state]}${step.onDay ? `, ${calendarDay(step.onDay)}` : ''})`,
      ),
    ],
    [
      'My own plan',
      all.plan?.entries.map((entry) =>
        [
          isPlanKind(entry.kind) && planKindWords[entry.kind].label,
          entry.onDay,
          entry.who,
          entry.comes,
          entry.words,
          entry.decided,
          entry.reminder?.canTakeBack && entry.reminder.sentence,
        ]
          .filter(Boolean)
          .join(', '),
      ) ?? [],
    ],
    [
      'How it was',
      all.plan?.checkIns.map(({ at, answers }) => {
        const said = itemBank.flatMap(({ item, words }) => {
          const answer = answers[item];
          return answer ? `${words} ${answerLabels[answer]}` : [];
        });
        return `${day(at)}: ${said.join('; ')}`;
      }) ?? [],
    ],
    [
      'Who may speak for me',
      all.permissions.map(
        ({ withWhom, about, expiresAt, withdrawnAt }) =>
          `With ${withWhom}, about ${about}, until ${day(expiresAt)}${withdrawnAt ? ` (taken back ${day(withdrawnAt)})` : ''}`,
      ),
    ],
    [
      'Introductions to services',
      all.serviceIntroductions.flatMap((one) => [
        `${day(one.proposedAt)}, ${one.serviceName}: ${one.sentence}`,
        `  ${one.text}`,
        one.question && `  They asked: ${one.question}`,
      ]),
    ],
    [
      'Thanks',
      all.thanks.map(
        ({ at, from, words, gained }) =>
          `${day(at)}, ${from === 'PERSON' ? 'from me' : 'to me'}: ${words} ${gained ?? ''}`,
      ),
    ],
    [
      'What the team wrote when nobody fitted',
      all.teamWords.map(({ at, message, chosen, ways }) => {
        const choice = ways.find(({ way }) => way === chosen)?.words;
        return `${day(at)}: ${message}${choice ? ` I chose: ${choice}` : ''}`;
      }),
    ],
    [
      'When somebody was worried',
      all.concerns.flatMap(({ raisedAt, raisedBy, lines }) => [
        `${day(raisedAt)}, ${raisedBy ?? 'I'} told the team:`,
        ...lines.map(
          ({ at, by, words, sharedWith }) =>
            words && `  ${day(at)}, ${by ?? 'I'}: ${words}${sharedWith ? ` (told to ${sharedWith})` : ''}`,
        ),
      ]),
    ],
    ['Whom I would rather not meet', [all.notToMeet]],
    [
      'PIN for my link',
      [
        all.hasPin ? 'A PIN is set: yes' : 'A PIN is set: no',
        all.wrongPinsTyped > 0 && `Wrong PINs typed since: ${all.wrongPinsTyped}`,
      ],
    ],
    ['Kept until', [all.keptUntil ? `${day(all.keptUntil)}, then erased` : 'While this goes on']],
  ];
  return parts.flatMap(([title, lines]) => {
    const said = lines.filter((line): line is string => typeof line === 'string' && line !== '');
    return said.length > 0 ? ['', title, ...said.map((line) => line.trimEnd())] : [];
  });
}
