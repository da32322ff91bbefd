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
    PROPOSED: { description: 'The advocate was asked and has not answered.' },
    ACTIVE: { description: 'The advocate said yes.' },
    PAUSED: { description: 'Resting, because the person paused.' },
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
  } as const,
});
