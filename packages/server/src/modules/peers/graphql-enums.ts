import { builder } from '../../graphql/builder.ts';

export const PeerRequestStatusEnum = builder.enumType('PeerRequestStatus', {
  description: 'Where a request is, in words that leave every way open. Each one can lead to CONNECTED again.',
  values: {
    ASKED: { description: 'Somebody asked; the team answers.' },
    BEING_INTRODUCED: { description: 'An advocate was asked to say yes.' },
    CONNECTED: { description: 'An advocate said yes.' },
    PAUSED: { description: 'The person paused it.' },
    FINISHED_FOR_NOW: { description: 'Ended well, with a way back.' },
    CAME_BACK: { description: 'The person came back; the team answers.' },
    WITHDRAWN: { description: 'The person stopped it, with a way back.' },
  } as const,
});

export const MatchStatusEnum = builder.enumType('MatchStatus', {
  description: 'Where a match is.',
  values: {
    PROPOSED: { description: 'The advocate was asked; with an answeredAt: said yes, and the two agree how.' },
    ACTIVE: { description: 'Both have agreed the same version of their agreement.' },
    PAUSED: { description: 'Resting, because one of them needs a pause.' },
    ENDED: { description: 'Over.' },
    DECLINED: { description: 'The advocate said "not me".' },
    LAPSED: { description: 'It was not answered in time, or the person stopped first.' },
  } as const,
});

export const WishWeightEnum = builder.enumType('WishWeight', {
  description: 'How much a wish counts.',
  values: {
    MATTERS: { description: 'It matters to the person.' },
    DOES_NOT_MATTER: { description: 'As if it had not been said.' },
    RATHER_NOT: { description: 'Absolute, and never shown to an advocate.' },
  } as const,
});

export const RequestEventKindEnum = builder.enumType('RequestEventKind', {
  description: 'What happened to a request, as its person may read it.',
  values: {
    ASKED: { description: 'The person asked.' },
    WORDS_READ: { description: 'A coordinator read the words; told once for each colleague and day.' },
    INTRODUCED: { description: 'An advocate was asked.' },
    ADVOCATE_SAID_YES: { description: 'The advocate said yes.' },
    ADVOCATE_NOT_ABLE: { description: 'The advocate cannot do it this time.' },
    INTRODUCTION_LAPSED: { description: 'The introduction ended without an answer.' },
    CHANGED: { description: 'The person changed the request.' },
    PAUSED: { description: 'The person paused.' },
    CAME_BACK: { description: 'The person came back.' },
    WITHDRAWN: { description: 'The person stopped.' },
    LINK_RENEWED: { description: 'The person made a new link.' },
    AGREEMENT_PROPOSED: { description: 'One of the two wrote a version of their agreement.' },
    AGREEMENT_READ_OUT: { description: 'The advocate read it out and wrote down a yes; the person may object.' },
    AGREEMENT_OBJECTED: { description: 'The person said that they had not agreed.' },
    AGREED: { description: 'Both agreed the same version.' },
    MATCH_PAUSED: { description: 'The advocate or a coordinator paused.' },
    MATCH_RESUMED: { description: 'The two go on after a pause.' },
    MATCH_ENDED: { description: 'The advocate or a coordinator ended it.' },
    FINISHED: { description: 'The person finished for now.' },
    SOMEBODY_ELSE: { description: 'The person asked for somebody else.' },
    REVIEWED: { description: 'They looked at how it goes.' },
    STAND_IN_CAME: { description: 'Somebody stands in during a break.' },
    STAND_IN_WENT: { description: 'Nobody stands in any more.' },
    NOTES_READ: {
      description: 'A coordinator opened what stands about contacts, permissions or steps; told once a day.',
    },
    NOBODY_FITS: { description: 'Nobody fits now; a coordinator wrote what is true and what else there is.' },
    MOVED_TEAM: { description: 'Another team answers from now on.' },
  } as const,
});
