import { storiesOfMeeting } from './stories-of-meeting.ts';
import type { Story } from './story.ts';

/** Requests that wait or are being introduced, then those that went further. */
export const stories: readonly Story[] = [
  {
    id: 'new-in-august',
    partner: 'riverside',
    about: 'chess-and-a-cuppa',
    asked: [0, 7],
    words:
      'I moved here in August and I still only know the man in the shop. I used to play chess with my dad. I get to the door of the centre and turn round again. Would somebody walk in with me.',
    area: 'RELATIONSHIPS',
    wishes: [
      ['EXPERIENCE', 'low-and-alone', 'MATTERS'],
      ['EXPERIENCE', 'panic-and-worry', 'MATTERS'],
    ],
    reach: { channel: 'TEXT', value: '01632 960312', name: 'Ali', times: 'Any time after 12' },
    outwardCode: 'ZZ2',
  },
  {
    id: 'the-housing-letter',
    partner: 'wendHomes',
    asked: [9, 10],
    words:
      'Got a letter about rent and I owe more than I thought. I have put it in the drawer. I dont want to be shouted at. Someone who has had this would be good',
    area: 'HOUSING',
    wishes: [
      ['EXPERIENCE', 'debt', 'MATTERS'],
      ['EXPERIENCE', 'eviction', 'MATTERS'],
      ['CULTURE', 'working-class', 'MATTERS'],
    ],
    reach: { channel: 'EMAIL', value: 'r.hughes@example.org', name: 'Rae' },
    outwardCode: 'ZZ4',
    since: [{ when: [6, 9], does: 'read words', who: 'priya' }],
  },
  {
    id: 'cannot-take-calls',
    partner: 'riverside',
    asked: [1, 21],
    words:
      'I can’t have calls or letters at home. He looks at my phone. I will come back to this on a library computer on Thursday. I just want to know what other people did.',
    wishes: [
      ['GENDER', 'woman', 'MATTERS'],
      ['GENDER', 'man', 'RATHER_NOT'],
      ['EXPERIENCE', 'domestic-abuse', 'MATTERS'],
    ],
    reach: { channel: 'COME_BACK' },
  },
  {
    id: 'after-the-night-shift',
    partner: 'riverside',
    asked: [1, 15],
    words:
      'Dzień dobry. Opiekuję się mamą i nie mam z kim porozmawiać po polsku. Pracuję w nocy, więc najlepiej po południu.',
    area: 'CARING',
    wishes: [
      ['LANGUAGE', 'pl', 'MATTERS'],
      ['CARER', 'parent', 'MATTERS'],
    ],
    reach: { channel: 'PHONE', value: '01632 960314', name: 'Beata', times: 'After 3 pm', mayLeaveVoicemail: false },
    outwardCode: 'ZZ4',
    language: 'pl',
  },
  {
    id: 'nothing-to-say',
    partner: null,
    asked: [1, 11],
    words: null,
    reach: { channel: 'IN_PERSON', value: 'The Harbour Room at Riverside, most mornings. Ask for Len.', name: 'Len' },
  },
  {
    id: 'five-months-off',
    partner: 'riverside',
    about: 'back-to-work-pairs',
    asked: [2, 9],
    words:
      'I have been off work five months. My manager wants a meeting about going back. I can do the job, it’s the meeting. I would like to practise what to say.',
    area: 'EMPLOYMENT',
    wishes: [
      ['EXPERIENCE', 'back-to-work', 'MATTERS'],
      ['AGE_BAND', '25-34', 'MATTERS'],
    ],
    reach: { channel: 'PHONE', value: '01632 960315', name: 'Dan', times: 'Evenings', mayLeaveVoicemail: true },
    outwardCode: 'ZZ4',
    since: [
      { when: [1, 10], does: 'read words', who: 'priya' },
      {
        when: [0, 6],
        does: 'introduce',
        who: 'priya',
        advocate: 'imran',
        because:
          'You went back after your own time off and wrote out the meeting beforehand. Dan would like to do the same.',
      },
    ],
  },
  {
    id: 'two-days-a-week',
    partner: 'riverside',
    about: 'sitting-service',
    asked: [3, 13],
    words:
      'My husband needs me day and night and I have stopped going anywhere. I do not want to be told to look after myself. I would just like to talk to somebody who did it.',
    area: 'CARING',
    wishes: [
      ['CARER', 'partner', 'MATTERS'],
      ['AGE_BAND', '65-plus', 'MATTERS'],
    ],
    reach: { channel: 'POST', value: '6 Invented Row, Ashbridge ZZ1 9XX', name: 'Mrs Teal' },
    outwardCode: 'ZZ1',
    since: [
      { when: [2, 9], does: 'read words', who: 'priya' },
      {
        when: [0, 6],
        does: 'introduce',
        who: 'priya',
        advocate: 'maggie',
        because: 'She asked for somebody who looked after a husband, and she writes letters. So do you.',
      },
    ],
  },
  {
    id: 'not-this-one',
    partner: 'riverside',
    asked: [1, 9],
    words:
      'I got out three weeks ago. Probation is fine. It’s the evenings. Nobody tells you what to do with an evening.',
    wishes: [['EXPERIENCE', 'prison', 'MATTERS']],
    reach: { channel: 'PHONE', value: '01632 960322', name: 'Gaz', mayLeaveVoicemail: true },
    outwardCode: 'ZZ2',
    since: [
      {
        when: [1, 10],
        does: 'introduce',
        who: 'priya',
        advocate: 'sam',
        because: 'Gaz lives near you and you walk in the evenings. I know it is not the same as prison.',
      },
      { when: [1, 15], does: 'say not me', advocate: 'sam' },
    ],
  },
  {
    id: 'essay-at-fifty',
    partner: 'college',
    about: 'access-to-college',
    asked: [1, 14],
    words:
      'I am 52 and start college in a few weeks. I left school at 15. I have read the booklet four times. Somebody who was the oldest in the room would help.',
    area: 'EDUCATION',
    wishes: [['AGE_BAND', '50-64', 'MATTERS']],
    reach: { channel: 'EMAIL', value: 'carol.demo@example.org', name: 'Carol' },
    outwardCode: 'ZZ3',
  },
  {
    id: 'school-place',
    partner: 'college',
    about: 'english-together',
    asked: [3, 11],
    words: 'أنا جديدة هنا ولا أعرف كيف أسجل ابني في المدرسة. أحب أن أتكلم مع امرأة تتكلم العربية.',
    area: 'EDUCATION',
    wishes: [
      ['LANGUAGE', 'ar', 'MATTERS'],
      ['GENDER', 'woman', 'MATTERS'],
    ],
    reach: { channel: 'PHONE', value: '01632 960323', name: 'هدى', mayLeaveVoicemail: true },
    outwardCode: 'ZZ3',
    language: 'ar',
    since: [
      {
        when: [0, 6],
        does: 'introduce',
        who: 'gwen',
        advocate: 'yusra',
        because: 'She writes in Arabic about a school place, and you did this last year.',
      },
    ],
  },
  {
    id: 'signed-appointment',
    partner: 'college',
    asked: [15, 10],
    words:
      'I am Deaf. The hospital cancelled my interpreter again. I want to complain but my written English makes people think I am stupid.',
    area: 'ADVOCACY',
    wishes: [
      ['LANGUAGE', 'bfi', 'MATTERS'],
      ['EXPERIENCE', 'speaking-up', 'MATTERS'],
    ],
    reach: { channel: 'TEXT', value: '01632 960324', name: 'Marcus' },
    outwardCode: 'ZZ3',
    since: [
      {
        when: [14, 9],
        does: 'introduce',
        who: 'gwen',
        advocate: 'joan',
        because: 'This one has your name on it.',
      },
      {
        when: [14, 12],
        does: 'say yes',
        advocate: 'joan',
        channel: 'IN_PERSON',
        at: 'Friday at 5, Deaf club, the table by the darts',
        words: 'Bring the letters. We film it in sign first and write it after.',
      },
    ],
  },
  {
    id: 'on-a-ward-again',
    partner: 'college',
    about: 'hospital-carers-desk',
    asked: [10, 17],
    words:
      'My daughter is on a ward again. They won’t tell me anything because she is 26. I am so tired. I would like to talk to another parent.',
    area: 'CARING',
    wishes: [['CARER', 'grown-up-child', 'MATTERS']],
    reach: { channel: 'EMAIL', value: 'lyn.demo@example.org', name: 'Lyn', times: 'Weekday lunchtimes' },
    outwardCode: 'ZZ6',
    since: [
      {
        when: [10, 18],
        does: 'introduce',
        who: 'gwen',
        advocate: 'pete',
        because: 'You know the ward, the car park and the not being told.',
      },
      { when: [3, 18], does: 'let it pass' },
    ],
  },
  ...storiesOfMeeting,
];
