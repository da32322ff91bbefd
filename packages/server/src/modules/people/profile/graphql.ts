import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { WeekdayEnum } from '../../directory/graphql-enums.ts';
import { requireStaff } from '../access.ts';
import { AdvocateHours, SharedValue, ViewerType } from '../graphql.ts';
import { ContactChannelEnum, SharedDimensionEnum } from '../graphql-enums.ts';
import { sharedVocabulary } from '../shared-vocabulary.ts';
import { changeMyProfile, setMyHours, shareAboutMe, stopSharing, tellMyStory } from './actions.ts';
import {
  type OwnProfile,
  type OwnShare,
  readAsSeenBy,
  readMyProfile,
  readSharedByAdvocates,
  type SeenProfile,
} from './reading.ts';

const VisibilityEnum = builder.enumType('Visibility', {
  description: 'Who may see one thing that an advocate says of themselves.',
  values: {
    PUBLIC: { description: 'Everybody, without their name on public pages.' },
    MATCHED: { description: 'People whom they said yes to, and their coordinators.' },
    PRIVATE: { description: 'Nobody but themselves.' },
  } as const,
});

const AudienceEnum = builder.enumType('Audience', {
  description: 'Who looks at a profile.',
  values: {
    ANYBODY: { description: 'Somebody who looks at a public page.' },
    A_PERSON_I_AM_WITH: { description: 'Somebody whom they said yes to.' },
    MY_COORDINATORS: { description: 'The coordinators of their team.' },
  } as const,
});

const OwnShareType = builder.objectRef<OwnShare>('OwnShare').implement({
  description: 'Something that an advocate says of themselves, and who may see it.',
  fields: (t) => ({
    dimension: t.field({
      type: SharedDimensionEnum,
      description: 'What kind of thing it is.',
      resolve: (share) => share.dimension,
    }),
    value: t.exposeString('value', { description: 'Its name in the vocabulary.' }),
    label: t.exposeString('label', { description: 'What to call it, in plain words.' }),
    visibility: t.field({
      type: VisibilityEnum,
      description: 'Who may see it.',
      resolve: (share) => share.visibility,
    }),
  }),
});

const SeenProfileType = builder.objectRef<SeenProfile>('SeenProfile').implement({
  description: 'What one audience learns of an advocate.',
  fields: (t) => ({
    firstName: t.exposeString('firstName', { nullable: true, description: 'Null: they are not told who it is.' }),
    pronouns: t.exposeString('pronouns', { nullable: true, description: 'Null: not said, or not for them.' }),
    describedAs: t.exposeString('describedAs', { nullable: true, description: 'Null: not said, or not for them.' }),
    aboutMe: t.exposeString('aboutMe', { nullable: true, description: 'Null: not said, or not for them.' }),
    story: t.exposeString('story', { nullable: true, description: 'Null: none, or kept to themselves.' }),
    shares: t.field({
      type: [SharedValue],
      description: 'What they say of themselves, as far as it is for them.',
      resolve: (seen) => seen.shares,
    }),
  }),
});

const MyProfile = builder.objectRef<OwnProfile>('MyProfile').implement({
  description: 'All that an advocate says of themselves, for themselves alone.',
  fields: (t) => ({
    firstName: t.exposeString('firstName', { description: 'The name that people are told.' }),
    pronouns: t.exposeString('pronouns', { nullable: true, description: 'As typed; null: not said.' }),
    describedAs: t.exposeString('describedAs', { nullable: true, description: 'As typed; null: not said.' }),
    aboutMe: t.exposeString('aboutMe', { nullable: true, description: 'One or two sentences; null: not said.' }),
    story: t.exposeString('story', { nullable: true, description: 'A few sentences of their own way; null: none.' }),
    storyShownSince: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Since when the story is shown to people they are with; null: kept to themselves.',
      resolve: (profile) => profile.storyShownSince,
    }),
    languages: t.exposeStringList('languages', { description: 'BCP 47, for example "en".' }),
    channels: t.field({
      type: [ContactChannelEnum],
      description: 'How they can be in touch.',
      resolve: (profile) => profile.channels,
    }),
    outwardCode: t.exposeString('outwardCode', {
      nullable: true,
      description: 'First half of a postcode; null: not said.',
    }),
    hours: t.field({
      type: [AdvocateHours],
      description: 'When they can be there; empty: not said.',
      resolve: (profile) => profile.hours,
    }),
    timezone: t.exposeString('timezone', { description: 'Whose clock the hours mean, for example "Europe/London".' }),
    shares: t.field({
      type: [OwnShareType],
      description: 'What they say of themselves, with who may see it.',
      resolve: (profile) => profile.shares,
    }),
    vocabulary: t.field({
      type: [SharedValue],
      description: 'All that can be said, in the order of a form.',
      resolve: () => [...sharedVocabulary],
    }),
    seenBy: t.field({
      type: SeenProfileType,
      description: 'What others see now, by the rule that their own questions are answered by.',
      args: { audience: t.arg({ type: AudienceEnum, required: true, description: 'Who looks.' }) },
      resolve: (profile, { audience }, context) =>
        readAsSeenBy(context, requireStaff(context.viewer), profile, audience),
    }),
  }),
});

builder.objectField(ViewerType, 'profile', (t) =>
  t.field({
    type: MyProfile,
    nullable: true,
    description: 'What they say of themselves as an advocate, for themselves; null: no profile.',
    resolve: (viewer, _args, context) => readMyProfile(context, viewer),
  }),
);

builder.queryField('sharedByAdvocates', (t) =>
  t.field({
    type: [SharedValue],
    description:
      'What advocates here have been through or live with, as far as they tell everybody. No names, no counts. Through a partner: the team that answers there.',
    resolve: (_root, _args, context) => readSharedByAdvocates(context, context.partner?.id ?? null),
  }),
);

const MyProfilePayload = builder.objectRef<Record<never, never>>('MyProfilePayload').implement({
  description: 'Saved.',
  fields: (t) => ({
    profile: t.field({
      type: MyProfile,
      nullable: true,
      description: 'The profile, as it is now.',
      resolve: (_payload, _args, context) => readMyProfile(context, requireStaff(context.viewer)),
    }),
  }),
});

const errors = resultOf('MyProfile', [InvalidInput, NotFound]);

const ChangeMyProfileInput = builder.inputType('ChangeMyProfileInput', {
  description: 'What to change. Left out: stays as it is. Null: taken away.',
  fields: (t) => ({
    firstName: t.string({ description: 'The name that people are told, at most 40 letters.' }),
    pronouns: t.string({ description: 'For example "she/her", at most 40 letters.' }),
    describedAs: t.string({ description: 'What they call themselves, at most 80 letters.' }),
    aboutMe: t.string({ description: 'One or two sentences, at most 500 letters.' }),
    languages: t.stringList({ description: 'BCP 47; at least one.' }),
    channels: t.field({ type: [ContactChannelEnum], description: 'At least one.' }),
    outwardCode: t.string({ description: 'First half of a postcode.' }),
  }),
});

builder.mutationField('changeMyProfile', (t) =>
  t.field({
    type: MyProfilePayload,
    description: 'The signed-in advocate changes what they say of themselves. Nobody else can.',
    args: { input: t.arg({ type: ChangeMyProfileInput, required: true, description: 'What to change.' }) },
    errors,
    resolve: async (_root, { input }, context) => {
      await changeMyProfile(context, context.viewer, input);
      return {};
    },
  }),
);

const HoursInput = builder.inputType('HoursInput', {
  description: 'A time of the week.',
  fields: (t) => ({
    weekday: t.field({ type: WeekdayEnum, required: true, description: 'The day.' }),
    from: t.string({ required: true, description: '"HH:MM", 24 hours.' }),
    until: t.string({ required: true, description: 'Later the same day; "24:00" is midnight.' }),
  }),
});

const SetMyHoursInput = builder.inputType('SetMyHoursInput', {
  description: 'A whole week.',
  fields: (t) => ({
    hours: t.field({
      type: [HoursInput],
      required: true,
      description: 'All the times; they replace those before. Empty: not said.',
    }),
  }),
});

builder.mutationField('setMyHours', (t) =>
  t.field({
    type: MyProfilePayload,
    description: 'The signed-in advocate says when they can be there.',
    args: { input: t.arg({ type: SetMyHoursInput, required: true, description: 'The week.' }) },
    errors,
    resolve: async (_root, { input }, context) => {
      await setMyHours(context, context.viewer, input.hours);
      return {};
    },
  }),
);

const ShareAboutMeInput = builder.inputType('ShareAboutMeInput', {
  description: 'Something of the vocabulary, and who may see it.',
  fields: (t) => ({
    dimension: t.field({ type: SharedDimensionEnum, required: true, description: 'What kind of thing it is.' }),
    value: t.string({ required: true, description: 'Its name in the vocabulary.' }),
    visibility: t.field({ type: VisibilityEnum, required: true, description: 'Who may see it, from now on.' }),
  }),
});

builder.mutationField('shareAboutMe', (t) =>
  t.field({
    type: MyProfilePayload,
    description:
      'The signed-in advocate says that something is so of them, or changes who may see it. Only they can: staff cannot say it for them.',
    args: { input: t.arg({ type: ShareAboutMeInput, required: true, description: 'What, and for whom.' }) },
    errors,
    resolve: async (_root, { input }, context) => {
      await shareAboutMe(context, context.viewer, input);
      return {};
    },
  }),
);

const StopSharingInput = builder.inputType('StopSharingInput', {
  description: 'Something that was said.',
  fields: (t) => ({
    dimension: t.field({ type: SharedDimensionEnum, required: true, description: 'What kind of thing it is.' }),
    value: t.string({ required: true, description: 'Its name in the vocabulary.' }),
  }),
});

builder.mutationField('stopSharing', (t) =>
  t.field({
    type: MyProfilePayload,
    description: 'The signed-in advocate takes away something that they said of themselves.',
    args: { input: t.arg({ type: StopSharingInput, required: true, description: 'What.' }) },
    errors,
    resolve: async (_root, { input }, context) => {
      await stopSharing(context, context.viewer, input);
      return {};
    },
  }),
);

const TellMyStoryInput = builder.inputType('TellMyStoryInput', {
  description: 'A few sentences of an own way.',
  fields: (t) => ({
    story: t.string({ description: 'At most 2,000 letters. Null or left out: none.' }),
    isShown: t.boolean({ required: true, description: 'True: people they are with may read it. False: nobody else.' }),
  }),
});

builder.mutationField('tellMyStory', (t) =>
  t.field({
    type: MyProfilePayload,
    description: 'The signed-in advocate writes their story, and says whether people they are with may read it.',
    args: { input: t.arg({ type: TellMyStoryInput, required: true, description: 'The story.' }) },
    errors,
    resolve: async (_root, { input }, context) => {
      await tellMyStory(context, context.viewer, input);
      return {};
    },
  }),
);
