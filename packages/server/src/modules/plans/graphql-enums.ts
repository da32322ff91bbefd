import { builder } from '../../graphql/builder.ts';

export const StepOwnerEnum = builder.enumType('StepOwner', {
  description: "Whose step it is. What a person aims for is never mixed with an advocate's work (S93).",
  values: {
    PERSON: { description: "The person's own." },
    ADVOCATE: { description: 'Something that the advocate does.' },
    BOTH: { description: 'Both do it together (S20).' },
  } as const,
});

export const StepStateEnum = builder.enumType('StepState', {
  description: 'Where a step is. There is no word for failing.',
  values: {
    PLANNED: { description: 'Still to do.' },
    DONE: { description: 'Done.' },
    LET_GO: { description: 'Let go, for now or for good.' },
  } as const,
});

export const GotThereEnum = builder.enumType('GotThere', {
  description: 'Whether somebody got there.',
  values: {
    YES: { description: 'Yes.' },
    NOT_YET: { description: 'Not yet, or not this time.' },
    RATHER_NOT_SAY: { description: 'Rather not say.' },
  } as const,
});

export const HelpedEnum = builder.enumType('Helped', {
  description: 'Whether it helped.',
  values: {
    YES: { description: 'Yes.' },
    A_BIT: { description: 'A bit.' },
    NO: { description: 'No.' },
    RATHER_NOT_SAY: { description: 'Rather not say.' },
  } as const,
});

export const IntroductionStateEnum = builder.enumType('IntroductionState', {
  description: 'Where an introduction to a service is.',
  values: {
    WAITING_FOR_YES: { description: 'Written for both to read. Nothing is sent.' },
    ON_ITS_WAY: { description: 'The person said yes; it leaves in a few minutes and can still be stopped.' },
    SENT: { description: 'Sent, and not answered.' },
    ACCEPTED: { description: 'The service said yes.' },
    ASKED: { description: 'The service asked something first.' },
    DECLINED: { description: 'The service said that it is not possible now.' },
    NO_ANSWER: { description: 'Two weeks passed without an answer.' },
    STOPPED: { description: 'Stopped by either side, or because something changed before it left.' },
  } as const,
});
