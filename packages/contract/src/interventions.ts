// The ways in which peers help each other, as every front end shows them and as the API codes them.

/** One way in which peers help each other, as an advocate picks it and as a person reads it. */
export interface InterventionWords {
  /** The value of PeerIntervention in the API. */
  value: string;
  /** The row of MISSION.md; stable, for reports and research. */
  row: string;
  /** A few plain words, to tap. */
  label: string;
  /** One line: what it means. */
  help: string;
  /** The source's wording, condensed in our own words. */
  about: string;
}

/**
 * The 17 ways in which peers help, in the order of the source (S117 to S133). Every contact is coded to them, or to none
 * (S92). Values and rows never change; labels and help may.
 */
export const interventions = [
  {
    value: 'GIVE_AND_TAKE',
    row: 'S117',
    label: 'Gave and took as equals',
    help: 'Each of you asked for something and offered something.',
    about: 'A reciprocal, equal relationship in which both get better at asking for help and accepting it.',
  },
  {
    value: 'EXPECT_AND_SHOW',
    row: 'S118',
    label: 'Expected good things, and showed how',
    help: 'You counted on things going well, and lived it.',
    about: 'Expecting well behaviour and modelling it, with relationships that work.',
  },
  {
    value: 'PLAN_AND_REHEARSE',
    row: 'S119',
    label: 'Planned or practised a talk',
    help: 'How to start, mend or change something with somebody.',
    about: 'Planning and rehearsing what to do to build, rebuild or replace relationships.',
  },
  {
    value: 'RESPOND_TO_EXPERIENCES',
    row: 'S120',
    label: 'Helped with what they live through',
    help: 'Voices, fear, a low day: seen, and answered helpfully.',
    about: 'Recognising difficult experiences when they come and responding in ways that help.',
  },
  {
    value: 'LEARN_FROM_A_STORY',
    row: 'S121',
    label: 'Told how it was for me',
    help: 'A bit of your own story, to compare with.',
    about: 'Learning by relating to, and comparing with, somebody respected who has been there.',
  },
  {
    value: 'CLEAR_LIMITS',
    row: 'S122',
    label: 'Were clear about limits',
    help: 'What is fine between you, and what is not.',
    about: 'Clear limits and requirements for particular behaviour, known to both.',
  },
  {
    value: 'PROMISE_TO_ACT',
    row: 'S123',
    label: 'Said what I do when somebody is in danger',
    help: 'Who you would tell, and when.',
    about: 'Making plain that one will act to protect people who are in difficulty.',
  },
  {
    value: 'YOU_MATTER',
    row: 'S124',
    label: 'Showed that they matter to others',
    help: 'Pointed to people who care, and to how it shows.',
    about: 'Pointing to signs that the person matters to other people.',
  },
  {
    value: 'KEEP_GOOD_HELP',
    row: 'S125',
    label: 'Found who helps and keeps helping',
    help: 'People who sustain, and practical help from peers.',
    about: 'Naming the help from others that sustains, and the practical help that peers give.',
  },
  {
    value: 'PRACTICAL_ADVICE',
    row: 'S126',
    label: 'Gave practical advice',
    help: 'Forms, money, benefits, housing, getting there.',
    about: 'Direct guidance in practical matters, finding financial help among them.',
  },
  {
    value: 'RUNNING_LOW',
    row: 'S127',
    label: 'Saw that somebody runs low',
    help: 'Spoke of energy, and of who else can help meanwhile.',
    about:
      'When coping runs out: telling those who support, noticing spent energy, finding help instead, and a longer plan.',
  },
  {
    value: 'TALK_FREELY',
    row: 'S128',
    label: 'Talked freely about hard things',
    help: 'Feelings and troubles, without being judged.',
    about: 'Room to speak freely about troubling problems and feelings.',
  },
  {
    value: 'LOOK_AT_WHAT_WENT_WRONG',
    row: 'S129',
    label: 'Looked at something that went wrong',
    help: 'What others took amiss, and another way next time. Only when they bring it up.',
    about: 'Seeing how others took earlier behaviour; advice and practice for doing it another way.',
  },
  {
    value: 'LIVE_WITH_IT',
    row: 'S130',
    label: 'Found ways to live with it',
    help: 'Pace, equipment, changes at work or at home.',
    about: 'Living with what a long-lasting condition brings with it.',
  },
  {
    value: 'RIGHT_TO_HELP',
    row: 'S131',
    label: 'Said that they have a right to help',
    help: 'That you care, and that help is owed, not a favour.',
    about: 'Assuring the person of interest, of concern and of their right to help.',
  },
  {
    value: 'ENCOURAGEMENT',
    row: 'S132',
    label: 'Encouraged',
    help: 'Named what went well, in your own words.',
    about: 'Encouragement and praise that make progress real.',
  },
  {
    value: 'NEW_NETWORKS',
    row: 'S133',
    label: 'Helped with something new',
    help: 'Learning, free time, work: towards new people.',
    about: 'Encouraging and easing new learning, leisure and work, and with them new networks.',
  },
] as const satisfies readonly InterventionWords[];

/** Doing something with others on the person's side (S76 to S78). */
export const activities = [
  {
    value: 'SPONSORING',
    row: 'S76',
    label: 'Opened a door',
    help: 'Spoke well of them, or introduced them to somebody.',
  },
  {
    value: 'INTERCEDING',
    row: 'S77',
    label: 'Spoke for them to others',
    help: 'An employer, a landlord, the police. Only with their permission.',
  },
  {
    value: 'MENTORING',
    row: 'S78',
    label: 'Worked on a goal with them',
    help: 'Towards something, until a day you agreed.',
  },
] as const satisfies readonly Omit<InterventionWords, 'about'>[];
