import type { WordingKind } from '../../../../generated/prisma/enums.ts';

/** The texts about roles that a team can make its own (S97). */
export const roleTextKinds = ['ADVOCATE_ROLE', 'ADVOCATE_PERSON', 'COORDINATOR_ROLE'] as const satisfies WordingKind[];
export type RoleTextKind = (typeof roleTextKinds)[number];

/** One part of a text. */
export interface RoleTextPart {
  /** Its name for good: a team's own words are kept under it. */
  topic: string;
  title: string;
  /** Lines that begin with "- " are a list. Empty: for what only the team knows. */
  words: string;
  /** A promise to everybody: the same in every team. */
  isFixed?: true;
}

export interface RoleText {
  title: string;
  /** What it is for, in a sentence. */
  about: string;
  parts: readonly RoleTextPart[];
}

const promise: RoleTextPart = {
  topic: 'promise',
  title: 'What is the same in every team',
  words:
    'Nobody is forced to anything. No check-in is ever required, and nobody is tracked. We pass nothing on without a yes. There is one limit: if somebody may be in danger, the team is told, and only what is needed.',
  isFixed: true,
};
const more: RoleTextPart = { topic: 'more', title: 'Anything else', words: '' };

/** Kith's own words, reading age about 9: they are read out, too. */
export const roleTexts: Readonly<Record<RoleTextKind, RoleText>> = {
  ADVOCATE_ROLE: {
    title: 'What a peer advocate does',
    about: 'A role description to agree on before somebody starts.',
    parts: [
      {
        topic: 'why',
        title: 'Why we have this role',
        words:
          'You have been through a hard time yourself. That is why you are here. You use what you know to be there for somebody who is in a hard time now. You meet as equals.',
      },
      {
        topic: 'do',
        title: 'What you do',
        words: `- Listen, and talk as equals.
- Say what has worked for you, when it is useful.
- Look together for things to do, a home, work, learning, money, and people.
- Go along the first time, if that is wanted.
- Stand beside somebody in a meeting or on the phone, so that they are heard.
- Note in a few taps what you two did. The person sees it.`,
      },
      {
        topic: 'not',
        title: 'What you do not do',
        words: `- Give treatment, legal advice or money advice.
- Say anything for or against medicine.
- Force anybody, or hold anybody back.
- Lend or borrow money.
- Stay alone with a worry. You ring whoever is on call.`,
      },
      {
        topic: 'time',
        title: 'Time and place',
        words:
          'You say how many people you can be there for. You can say “not me” to an introduction, and need no reason. How many hours, which days and where:',
      },
      {
        topic: 'care',
        title: 'Who is there for you',
        words:
          'You have a supervisor and a day for your next talk. When you run low or are away, somebody stands in. You can take a break at any time.',
      },
      {
        topic: 'money',
        title: 'Pay and expenses',
        words:
          'Paid or volunteer, what we pay back, and how fast:\n\nIf you get benefits, talk to an adviser first, so that you lose nothing.',
      },
      {
        topic: 'learning',
        title: 'Learning, and what may come next',
        words:
          'First you learn. Then you go along with somebody. Then you meet people yourself. Once a year we talk about what you would like next. “I am happy where I am” is a good answer.',
      },
      promise,
      more,
    ],
  },
  ADVOCATE_PERSON: {
    title: 'Whom we look for',
    about: 'A person specification for peer advocates.',
    parts: [
      {
        topic: 'look',
        title: 'What we look for',
        words: `- You have lived through mental distress, or through a hard time with the services around it. Here that counts as knowledge.
- You can listen without taking over.
- You can keep things to yourself, and know the one limit.
- You come when you said so, or you say that you cannot.
- You want to learn, and you can ask for help.`,
      },
      {
        topic: 'good',
        title: 'Good to have, but not needed',
        words: `- Another language, or signing.
- You know the area: its buses, groups and quiet places.
- You have looked after somebody.
- You have been through a benefit appeal, a housing queue or a stay in hospital.`,
      },
      {
        topic: 'not-needed',
        title: 'What you do not need',
        words: `- School certificates.
- Paid work before this, or a life without gaps.
- A car, or a computer at home.
- To be well all the time.`,
      },
      {
        topic: 'never',
        title: 'What we never ask',
        words:
          'What a doctor called it. Which medicine you take. Whether you were ever kept in a hospital. What you tell of your own story is up to you.',
        isFixed: true,
      },
      {
        topic: 'choose',
        title: 'How we choose',
        words:
          'Somebody who is a peer advocate helps to choose. You get the questions beforehand. They are the same for everybody. You can bring somebody along.',
      },
      {
        topic: 'not-this-time',
        title: 'If it is not this time',
        words:
          'One of us tells you in person, and says why. You get a name to ring, something else that you can do with us, and a day on which we ask how you are.',
      },
      more,
    ],
  },
  COORDINATOR_ROLE: {
    title: 'What a coordinator does',
    about: 'A role description for whoever looks after a team of peer advocates.',
    parts: [
      {
        topic: 'why',
        title: 'Why we have this role',
        words:
          'You look after a small team of peer advocates. You see that nobody who asks is left waiting. Having been through a hard time yourself counts here, too.',
      },
      {
        topic: 'do',
        title: 'What you do',
        words: `- Read each request, and answer by the day that was promised.
- Introduce two people to each other. The program suggests; you decide, and they decide.
- Say so honestly when nobody fits, and offer something else.
- Give each advocate regular supervision, and say thank you first.
- Be on call when an advocate is worried, or see that somebody is.
- See that holidays and breaks are covered.
- Listen to complaints, and answer within 30 days.`,
      },
      {
        topic: 'not',
        title: 'What you do not do',
        words: `- Decide for a person what they need.
- Add people or advocates up to a number.
- Read more of anybody’s words than you need.
- See a worry through alone. Two of you decide.`,
      },
      {
        topic: 'time',
        title: 'Time and place',
        words: 'How many hours, which days and where, and who stands in for you:',
      },
      {
        topic: 'care',
        title: 'Who is there for you',
        words: 'You have a supervisor, too: a colleague, or somebody from outside.',
      },
      { topic: 'money', title: 'Pay and expenses', words: 'What you are paid, and what we pay back:' },
      {
        topic: 'learning',
        title: 'Learning, and what may come next',
        words: 'Once a year somebody asks what you would like to learn, and what would make the work lighter.',
      },
      promise,
      more,
    ],
  },
};
