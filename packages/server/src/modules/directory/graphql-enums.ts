import { builder } from '../../graphql/builder.ts';

export const LifeAreaEnum = builder.enumType('LifeArea', {
  description: 'A part of life that a service helps with: a problem of living, never an illness.',
  values: {
    EMPLOYMENT: { description: 'Work, volunteering and getting back to them.' },
    HOUSING: { description: 'Somewhere to live, and keeping it.' },
    LEISURE: { description: 'Things to do and people to do them with.' },
    EDUCATION: { description: 'Learning of every kind.' },
    ADVOCACY: { description: 'Being heard, rights and complaints.' },
    MONEY: { description: 'Income, benefits and debt.' },
    HEALTH: { description: 'Body and mind.' },
    CARING: { description: 'Looking after somebody, and a rest from it.' },
    RELATIONSHIPS: { description: 'Family, friends, loneliness and loss.' },
    DAILY_LIVING: { description: 'Food, home, getting about and the rest of every day.' },
  } as const,
});

export const ProvisionTypeEnum = builder.enumType('ProvisionType', {
  description: "How far people who have been there run or deliver a service: Solomon's six kinds (2004).",
  values: {
    SELF_HELP_GROUP: { description: 'A small group that people run for each other.' },
    ONLINE_GROUP: { description: 'A support group that meets online.' },
    PEER_DELIVERED: { description: 'Delivered by people who have been there.' },
    PEER_OPERATED: { description: 'Planned, run and administered by people who have been there.' },
    PEER_PARTNERSHIP: { description: 'Control is shared between peers and another organization, such as a hospital.' },
    PEER_EMPLOYEE: { description: 'Posts that are kept for people who have been there.' },
  } as const,
});

export const AdvocacyKindEnum = builder.enumType('AdvocacyKind', {
  description: 'Who speaks up, and for whom.',
  values: {
    CITIZEN: { description: 'An unpaid ally from the community stands beside one person over time.' },
    SELF: { description: 'People learn to speak up for themselves.' },
    GROUP: { description: 'People with the same issue speak up together.' },
    PEER: { description: 'Somebody who has been there speaks up with or for a person.' },
  } as const,
});

export const ServiceStatusEnum = builder.enumType('ServiceStatus', {
  description: 'Whether a service can be offered to people now. Only ACTIVE services are found by search.',
  values: {
    ACTIVE: { description: 'It runs.' },
    INACTIVE: { description: 'It does not run now.' },
    DEFUNCT: { description: 'It has ended.' },
    TEMPORARILY_CLOSED: { description: 'It is closed and means to open again.' },
    UNVERIFIED: { description: 'Its source did not say. Hidden until somebody checks.' },
  } as const,
});

export const LocationTypeEnum = builder.enumType('LocationType', {
  description: 'What kind of place (HSDS location_type).',
  values: {
    PHYSICAL: { description: 'A place to go to.' },
    POSTAL: { description: 'An address to write to.' },
    VIRTUAL: { description: 'Online or by phone.' },
  } as const,
});

export const WeekdayEnum = builder.enumType('Weekday', {
  description: 'A day of the week.',
  values: {
    MONDAY: { description: 'Monday' },
    TUESDAY: { description: 'Tuesday' },
    WEDNESDAY: { description: 'Wednesday' },
    THURSDAY: { description: 'Thursday' },
    FRIDAY: { description: 'Friday' },
    SATURDAY: { description: 'Saturday' },
    SUNDAY: { description: 'Sunday' },
  } as const,
});

export const ServiceOrderEnum = builder.enumType('ServiceOrder', {
  description: 'How results are sorted.',
  values: {
    BEST: { description: 'What fits the words best, nearer first among equals.' },
    NEAREST: { description: 'By distance; services without a place come last. Needs a place in the search.' },
    NEXT_SESSION: {
      description: 'What happens next first; what has no known time in the next five weeks comes last.',
    },
  } as const,
});

export const NationEnum = builder.enumType('Nation', {
  description: 'Decides which urgent-help numbers, and which help for everybody, are shown.',
  values: {
    ENGLAND: { description: 'England.' },
    SCOTLAND: { description: 'Scotland.' },
    WALES: { description: 'Wales.' },
    NORTHERN_IRELAND: { description: 'Northern Ireland.' },
    UNITED_STATES: { description: 'The United States.' },
  } as const,
});
