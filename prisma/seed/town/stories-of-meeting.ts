import type { Story } from './story.ts';

/** People who met their advocate, and how it went on: paused, finished for now, came back, found somebody else. */
export const storiesOfMeeting: readonly Story[] = [
  {
    id: 'home-from-the-ward',
    partner: 'riverside',
    about: 'way-home',
    asked: [24, 12],
    words:
      'Came out of hospital on Friday. The flat is cold and too quiet. Somebody who has been in as well please, then I don’t have to explain it all.',
    area: 'HEALTH',
    wishes: [
      ['EXPERIENCE', 'hospital-stay', 'MATTERS'],
      ['EXPERIENCE', 'leaving-hospital', 'MATTERS'],
    ],
    reach: { channel: 'TEXT', value: '01632 960316', name: 'Jamie', times: 'Not before 11' },
    outwardCode: 'ZZ2',
    since: [
      { when: [23, 9], does: 'read words', who: 'priya' },
      {
        when: [23, 10],
        does: 'introduce',
        who: 'priya',
        advocate: 'sam',
        because: 'Jamie came home last week and would like not to have to explain. You live two streets apart.',
      },
      {
        when: [23, 16],
        does: 'say yes',
        advocate: 'sam',
        channel: 'IN_PERSON',
        at: 'Tuesday at 11.30, the bench by the ferry steps',
        words: 'I will bring two teas. If it is raining we go into the Boathouse. You don’t have to say a thing.',
      },
    ],
  },
  {
    id: 'second-baby',
    partner: 'riverside',
    about: 'after-a-baby',
    asked: [19, 20],
    words:
      'She is ten weeks old and I feel nothing like the adverts. Everyone says enjoy it. I would like to talk to a mum who did not enjoy it',
    area: 'RELATIONSHIPS',
    wishes: [
      ['EXPERIENCE', 'new-parent', 'MATTERS'],
      ['GENDER', 'woman', 'MATTERS'],
    ],
    reach: {
      channel: 'PHONE',
      value: '01632 960317',
      name: 'Steph',
      times: 'Nap time, 1 to 3',
      mayLeaveVoicemail: false,
    },
    outwardCode: 'ZZ3',
    since: [
      { when: [18, 9], does: 'read words', who: 'priya' },
      {
        when: [18, 10],
        does: 'introduce',
        who: 'priya',
        advocate: 'ruth',
        because: 'Steph would like a mum who will not tell her to enjoy it.',
      },
      {
        when: [17, 13],
        does: 'say yes',
        advocate: 'ruth',
        channel: 'PHONE',
        at: 'Thursday at 1.15, when she naps',
        words: 'I will ring once and not leave a message. If she is awake we try again on Friday.',
      },
    ],
  },
  {
    id: 'ninety-days',
    partner: 'riverside',
    about: 'dry-dock-friday',
    asked: [26, 8],
    words: 'Ninety days on Saturday. All my mates drink. What do people do on a Friday',
    area: 'LEISURE',
    wishes: [
      ['EXPERIENCE', 'drink-or-drugs', 'MATTERS'],
      ['GENDER', 'man', 'MATTERS'],
    ],
    reach: { channel: 'TEXT', value: '01632 960318', name: 'Mo' },
    outwardCode: 'ZZ5',
    since: [
      {
        when: [25, 9],
        does: 'introduce',
        who: 'priya',
        advocate: 'col',
        because: 'Fridays were the hardest for you as well, and you know the Dry Dock people.',
      },
      {
        when: [25, 12],
        does: 'say yes',
        advocate: 'col',
        channel: 'IN_PERSON',
        at: 'Friday at 7.15, outside the Boathouse',
        words: 'I’m the one in the flat cap. First ginger beer is on me.',
      },
    ],
  },
  {
    id: 'maybe-after-christmas',
    partner: 'wendHomes',
    about: 'parting-ways',
    asked: [22, 18],
    words:
      'My marriage is ending and I have to sort out the flat, the bills and the children’s school. I am not good with English letters when I am upset.',
    area: 'RELATIONSHIPS',
    wishes: [
      ['EXPERIENCE', 'relationship-ending', 'MATTERS'],
      ['CULTURE', 'eastern-european', 'MATTERS'],
    ],
    reach: { channel: 'EMAIL', value: 'iryna.demo@example.org', name: 'Iryna', times: 'Not at weekends' },
    outwardCode: 'ZZ4',
    since: [
      {
        when: [21, 10],
        does: 'introduce',
        who: 'priya',
        advocate: 'kasia',
        because: 'You know both the letters and the leaving.',
      },
      {
        when: [21, 15],
        does: 'say yes',
        advocate: 'kasia',
        channel: 'EMAIL',
        at: 'I write on Monday morning',
        words: 'Send me a photo of the first letter. We do one a day.',
      },
      { when: [4, 19], does: 'pause' },
    ],
  },
  {
    id: 'got-the-flat',
    partner: 'wendHomes',
    asked: [29, 9],
    words:
      'Number 41 on the list and sofa surfing. I want somebody to come to the housing office with me because I lose my temper.',
    area: 'ADVOCACY',
    wishes: [['EXPERIENCE', 'housing-queue', 'MATTERS']],
    reach: { channel: 'PHONE', value: '01632 960319', name: 'Nat', mayLeaveVoicemail: true },
    outwardCode: 'ZZ5',
    since: [
      {
        when: [28, 9],
        does: 'introduce',
        who: 'priya',
        advocate: 'sam',
        because: 'You did two years of that queue and kept your temper, mostly.',
      },
      {
        when: [28, 11],
        does: 'say yes',
        advocate: 'sam',
        channel: 'PHONE',
        at: 'Today at 5, for ten minutes',
        words: 'Then we go together on Wednesday. We can agree a signal for when we need air.',
      },
      { when: [6, 14], does: 'finish for now' },
    ],
  },
  {
    id: 'trying-again',
    partner: 'riverside',
    asked: [27, 16],
    words:
      'I have filled this in three times and deleted it. I would like somebody my own age if there is anybody. I might get scared and stop it.',
    wishes: [
      ['AGE_BAND', '25-34', 'MATTERS'],
      ['CULTURE', 'lgbtq', 'MATTERS'],
      ['FAITH', 'christian', 'RATHER_NOT'],
    ],
    reach: { channel: 'TEXT', value: '01632 960320', name: 'Robin' },
    outwardCode: 'ZZ5',
    since: [
      { when: [25, 22], does: 'withdraw' },
      { when: [1, 19], does: 'come back' },
    ],
  },
  {
    id: 'found-my-own',
    partner: 'riverside',
    asked: [8, 12],
    words: 'Is there anyone who likes fishing',
    area: 'LEISURE',
    reach: { channel: 'TEXT', value: '01632 960321' },
    outwardCode: 'ZZ2',
    since: [{ when: [5, 12], does: 'withdraw' }],
  },
];
