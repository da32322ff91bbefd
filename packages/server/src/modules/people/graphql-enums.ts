import { builder } from '../../graphql/builder.ts';

export const SharedDimensionEnum = builder.enumType('SharedDimension', {
  description: 'What people may share with each other, or not.',
  values: {
    EXPERIENCE: { description: 'Something that they lived through, the system itself included.' },
    AGE_BAND: { description: 'About how old they are.' },
    GENDER: { description: 'Their gender, in their words.' },
    CULTURE: { description: 'A culture or background.' },
    LANGUAGE: { description: 'A language; the value is its ISO 639 code.' },
    FAITH: { description: 'A faith or belief.' },
    CARER: { description: 'Looking after somebody.' },
  } as const,
});

export const ContactChannelEnum = builder.enumType('ContactChannel', {
  description: 'A way to be in touch.',
  values: {
    PHONE: { description: 'A call.' },
    TEXT: { description: 'A text message.' },
    EMAIL: { description: 'An e-mail.' },
    POST: { description: 'A letter.' },
    IN_PERSON: { description: 'Meeting somewhere.' },
    COME_BACK: { description: 'No contact: the person comes back with a code.' },
  } as const,
});

export const AdvocateStageEnum = builder.enumType('AdvocateStage', {
  description: 'Where an advocate is on the way from learning to mentoring.',
  values: {
    LEARNER: { description: 'Learning; meets nobody alone yet.' },
    SHADOWING: { description: 'Goes along with another advocate.' },
    ADVOCATE: { description: 'Meets people.' },
    MENTOR: { description: 'Meets people and helps others to learn.' },
  } as const,
});

export const EnergyEnum = builder.enumType('Energy', {
  description: 'How an advocate is today. Never a history, never shown to partners.',
  values: {
    FINE: { description: 'Can take somebody new, if there is room.' },
    LOW: { description: 'Nobody new for now.' },
    BREAK: { description: 'Away for a while; somebody stands in.' },
  } as const,
});

export const StaffRoleEnum = builder.enumType('StaffRole', {
  description: 'What a member of staff may do. One account can hold several.',
  values: {
    ADVOCATE: { description: 'Meets people who asked for a peer.' },
    COORDINATOR: { description: 'Reads requests and introduces people.' },
    STEWARD: { description: 'Looks after the directory.' },
    PARTNER_EDITOR: { description: "Looks after one partner's settings." },
    ADMINISTRATOR: { description: 'Looks after accounts.' },
  } as const,
});
