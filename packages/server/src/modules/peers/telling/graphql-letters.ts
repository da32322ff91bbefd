import { encodeGlobalID } from '@pothos/plugin-relay';
import { InvalidInput, NotFound } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { readId } from '../../../graphql/ids.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { requireStaff } from '../../people/access.ts';
import { stopMyLetters } from './stopping.ts';
import {
  lettersNotSent,
  lettersToPost,
  markLetterPosted,
  openLetterToPost,
  readLetterName,
  setLetterName,
  type TeamLetter,
  tryLetterAgain,
} from './waiting-letters.ts';

/** What a letter was about, in words for coordinators. */
const ABOUT: Readonly<Record<string, string>> = {
  'person-asked': 'To the person: we have what you sent.',
  'person-update': 'To the person: there is an update.',
  'person-review': 'To the person: there is an update.',
  'introduction-asked': 'To an advocate: an introduction waits.',
  'introduction-lapsed': 'To a coordinator: an introduction passed.',
  'question-asked': 'To a coordinator: an advocate asks something first.',
  'question-answered': 'To an advocate: their question is answered.',
  'promise-near': 'To a coordinator: a promised day comes.',
  'promise-late': 'To a coordinator: a promised day is over.',
  'review-due': 'To an advocate: a review is due.',
  'supervision-overdue': 'To a coordinator: a supervision is overdue.',
  'match-moved': 'To an advocate: something has changed.',
  'stand-in-asked': 'To an advocate: somebody asks them to stand in.',
  'stand-in': 'To the person: there is an update.',
  'running-low': 'To an advocate or coordinator: somebody runs low.',
  introduction: 'To a service: an introduction that the person agreed to.',
  'introduction-answered': 'To an advocate: a service has answered.',
  'introduction-unanswered': 'To an advocate: a service has not answered.',
  'staff-invitation': 'To a new colleague: an invitation.',
  'application-answered': 'To somebody who offered to help: an answer.',
  'application-received': 'To somebody who offered to help: it has arrived.',
  'concern-raised': 'To a coordinator: somebody is worried about somebody.',
  'concern-second': 'To a coordinator: a second person has to decide with somebody.',
};

/** Why it did not go, and what to do. */
const WHY: Readonly<Record<string, string>> = {
  'hours not understood':
    'The person described their safe times in their own words. Only somebody who reads them should write.',
  refused: 'The other side does not take it. The address or number may be wrong.',
  unsafe: 'The address could have reached somebody else too.',
  'not set up': 'Texts are not set up here. Ask whoever runs Kith.',
  later: 'The other side said “later” for three days.',
  unreachable: 'The other side did not answer for three days.',
};

const UnsentLetter = builder.objectRef<TeamLetter>('UnsentLetter').implement({
  description: 'A letter that could not be sent. Never where it would have gone.',
  fields: (t) => ({
    id: t.id({ description: 'Opaque id.', resolve: ({ id }) => encodeGlobalID('Letter', id) }),
    about: t.string({
      description: 'What it was about, in words.',
      resolve: ({ kind }) => ABOUT[kind] ?? 'A letter.',
    }),
    reference: t.exposeString('reference', {
      nullable: true,
      description: 'The request that it is about: "KT-4F7Q"; null: none, or erased.',
    }),
    since: t.field({ type: 'DateTime', description: 'When it was given up.', resolve: ({ since }) => since }),
    why: t.string({
      description: 'Why, and what to do.',
      resolve: ({ problem }) => WHY[problem ?? ''] ?? 'It could not be sent.',
    }),
  }),
});

const LettersNotSent = builder.objectRef<{ count: number; letters: TeamLetter[] }>('LettersNotSent').implement({
  description: 'Letters of the team that could not be sent.',
  fields: (t) => ({
    count: t.exposeInt('count', { description: 'How many.' }),
    letters: t.field({
      type: [UnsentLetter],
      description: 'The newest of them, at most 100.',
      resolve: ({ letters }) => letters,
    }),
  }),
});

const LetterPage = builder.objectRef<{ address: string; text: string }>('LetterPage').implement({
  description: 'A letter as it goes into the printer. Its envelope shows no name of a service.',
  fields: (t) => ({
    address: t.exposeString('address', { description: 'Where it goes, in lines.' }),
    text: t.exposeString('text', { description: 'What it says. No content.' }),
  }),
});

const LetterToPost = builder.objectRef<TeamLetter>('LetterToPost').implement({
  description: 'A letter on paper that the team prints and posts.',
  fields: (t) => ({
    id: t.id({ description: 'Opaque id.', resolve: ({ id }) => encodeGlobalID('Letter', id) }),
    reference: t.exposeString('reference', { nullable: true, description: 'The request; null: erased.' }),
    since: t.field({ type: 'DateTime', description: 'Since when it waits.', resolve: ({ since }) => since }),
    page: t.field({
      type: LetterPage,
      nullable: true,
      description: 'To print. Null: stopped meanwhile. A look at the address is recorded.',
      resolve: (letter, _args, context) => openLetterToPost(context, context.viewer, letter),
    }),
  }),
});

builder.queryField('lettersNotSent', (t) =>
  t.field({
    type: LettersNotSent,
    description: "For coordinators: letters of their team that could not be sent. Nobody else's.",
    resolve: (_root, _args, context) => lettersNotSent(context, context.viewer),
  }),
);

builder.queryField('letterName', (t) =>
  t.string({
    nullable: true,
    description: 'For coordinators: what letters to people call their team; null: they name nobody.',
    resolve: (_root, _args, context) => readLetterName(context, context.viewer),
  }),
);

builder.queryField('lettersToPost', (t) =>
  t.field({
    type: [LetterToPost],
    description: 'For coordinators: letters on paper that their team prints and posts, oldest first, at most 100.',
    resolve: (_root, _args, context) => lettersToPost(context, context.viewer),
  }),
);

const LetterPayload = builder.objectRef<{ letterId: string }>('LetterPayload').implement({
  description: 'It is done.',
  fields: (t) => ({
    letterId: t.id({ description: 'The letter.', resolve: ({ letterId }) => encodeGlobalID('Letter', letterId) }),
  }),
});

const LetterInput = builder.inputType('LetterInput', {
  description: 'Which letter.',
  fields: (t) => ({ letterId: t.id({ required: true, description: 'The letter.' }) }),
});

builder.mutationField('markLetterPosted', (t) =>
  t.field({
    type: LetterPayload,
    description: 'A coordinator has put a letter into a post box.',
    args: { input: t.arg({ type: LetterInput, required: true, description: 'Which.' }) },
    errors: resultOf('Letter', [NotFound]),
    resolve: async (_root, { input }, context) => {
      const letterId = readId(input.letterId, 'Letter') ?? '';
      await markLetterPosted(context, requireStaff(context.viewer), letterId);
      return { letterId };
    },
  }),
);

builder.mutationField('tryLetterAgain', (t) =>
  t.field({
    type: LetterPayload,
    description: 'A coordinator has a letter sent again that was given up.',
    args: { input: t.arg({ type: LetterInput, required: true, description: 'Which.' }) },
    errors: resultOf('Letter', [NotFound]),
    resolve: async (_root, { input }, context) => {
      const letterId = readId(input.letterId, 'Letter') ?? '';
      await tryLetterAgain(context, requireStaff(context.viewer), letterId);
      return { letterId };
    },
  }),
);

const SetLetterNamePayload = builder.objectRef<{ name: string | null }>('SetLetterNamePayload').implement({
  description: 'Letters call the team this from now on.',
  fields: (t) => ({ name: t.exposeString('name', { nullable: true, description: 'The name; null: none.' }) }),
});

const SetLetterNameInput = builder.inputType('SetLetterNameInput', {
  description: 'What letters to people call the team.',
  fields: (t) => ({
    name: t.string({
      description: 'At most 60 letters, chosen so that it tells nothing. Left out: letters name nobody.',
    }),
  }),
});

builder.mutationField('setLetterName', (t) =>
  t.field({
    type: SetLetterNamePayload,
    description: 'A coordinator chooses what letters to people call their team.',
    args: { input: t.arg({ type: SetLetterNameInput, required: true, description: 'The name.' }) },
    errors: resultOf('SetLetterName', [InvalidInput, NotFound]),
    resolve: async (_root, { input }, context) => {
      await setLetterName(context, requireStaff(context.viewer), input.name ?? null);
      return { name: input.name ?? null };
    },
  }),
);

const StopMyLettersPayload = builder.objectRef<Record<never, never>>('StopMyLettersPayload').implement({
  description: 'No letter, text or e-mail comes any more.',
  fields: (t) => ({
    stoppedAt: t.field({
      type: 'DateTime',
      description: 'From now on.',
      resolve: (_done, _args, { clock }) => clock.now(),
    }),
  }),
});

builder.mutationField('stopMyLetters', (t) =>
  t.field({
    type: StopMyLettersPayload,
    description:
      'The person ends letters, texts and e-mails at once; the request goes on. To begin again they give a way to be reached.',
    errors: resultOf('StopMyLetters', [NotFound]),
    resolve: async (_root, _args, context) => {
      await stopMyLetters(context, context.viewer);
      return {};
    },
  }),
);
