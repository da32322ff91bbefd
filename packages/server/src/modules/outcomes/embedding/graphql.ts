import { GraphQLError } from 'graphql';
import { NotFound, RateLimited } from '../../../errors.ts';
import { builder } from '../../../graphql/builder.ts';
import { resultOf } from '../../../graphql/mutation.ts';
import { partnerIdOf } from '../../partners/graphql-settings.ts';
import { checkPartnerPage } from './checking.ts';
import { monthBack, type PartnerMonth, readPartnerMonth } from './month.ts';
import type { Finding, FindingCode } from './page-check.ts';

const PartnerMonthType = builder.objectRef<PartnerMonth>('PartnerMonth').implement({
  description: "What came of a partner's pages in one calendar month (UTC). Counts only; null: fewer than five.",
  fields: (t) => ({
    month: t.field({ type: 'Date', description: 'Its first day.', resolve: ({ month }) => month }),
    searches: t.exposeInt('searches', {
      nullable: true,
      description: 'Searches that reached Kith. Null: fewer than five.',
    }),
    asks: t.exposeInt('asks', { nullable: true, description: 'People who asked for a peer. Null: fewer than five.' }),
    connected: t.exposeInt('connected', {
      nullable: true,
      description: 'People who were connected with a peer. Null: fewer than five.',
    }),
  }),
});

builder.prismaObjectField('Partner', 'months', (t) =>
  t.field({
    type: [PartnerMonthType],
    description:
      'The last three months that are over, latest first. The one that is still running is not told: whoever looks often would see one person come.',
    select: { id: true },
    resolve: ({ id }, _args, context) =>
      Promise.all([1, 2, 3].map((back) => readPartnerMonth(context, id, monthBack(context.clock.now(), back)))),
  }),
);

const codes = {
  WORKS: 'Nothing is in the way.',
  SITE_NOT_LISTED: "The site is not among the partner's sites.",
  UNREACHABLE: 'The page could not be read.',
  NOTHING_FOUND: 'Nothing of Kith is on the page.',
  SCRIPT_REMOVED: 'The element is there, the script was taken out.',
  ELEMENT_MISSING: 'The script is there, the element is not.',
  KEY_MISSING: 'No key is on the page.',
  OTHER_KEY: 'The key of another partner is on the page.',
  POLICY_BLOCKS_SCRIPT: "The page's Content-Security-Policy blocks the script.",
  POLICY_BLOCKS_CONNECTION: "The page's Content-Security-Policy blocks what the script asks for.",
  POLICY_BLOCKS_FRAME: "The page's Content-Security-Policy blocks the form.",
} as const satisfies Record<FindingCode, string>;

const PageFindingCode = builder.enumType('PageFindingCode', {
  description: 'What the check of a page found.',
  values: Object.fromEntries(Object.entries(codes).map(([code, description]) => [code, { description }])) as Record<
    FindingCode,
    { description: string }
  >,
});

const PageFinding = builder.objectRef<Finding>('PageFinding').implement({
  description: 'Something that the check of a page found.',
  fields: (t) => ({
    code: t.field({ type: PageFindingCode, description: 'What it is.', resolve: ({ code }) => code }),
    isProblem: t.exposeBoolean('isProblem', { description: 'Whether it is in the way.' }),
    sentence: t.exposeString('sentence', { description: 'One plain sentence for the editor of the page.' }),
    line: t.exposeString('line', { nullable: true, description: 'What to paste or to add; null: nothing.' }),
  }),
});

const CheckPartnerPagePayload = builder.objectRef<{ findings: Finding[] }>('CheckPartnerPagePayload').implement({
  description: 'The page was looked at.',
  fields: (t) => ({
    findings: t.field({ type: [PageFinding], description: 'At least one.', resolve: ({ findings }) => findings }),
  }),
});

const CheckPartnerPageInput = builder.inputType('CheckPartnerPageInput', {
  description: 'Which page to look at.',
  fields: (t) => ({
    partnerId: t.id({ required: true, description: 'The partner.' }),
    url: t.string({ required: true, description: "Address of a page on one of the partner's sites." }),
  }),
});

builder.mutationField('checkPartnerPage', (t) =>
  t.field({
    type: CheckPartnerPagePayload,
    description:
      "For partner editors and administrators: reads one page of the partner's and says what is in the way of Kith there. Up to twenty an hour.",
    args: { input: t.arg({ type: CheckPartnerPageInput, required: true, description: 'Which page.' }) },
    errors: resultOf('CheckPartnerPage', [NotFound, RateLimited]),
    resolve: async (_root, { input }, context) => {
      if (context.viewer.kind !== 'staff')
        throw new GraphQLError('Sign in first.', { extensions: { code: 'UNAUTHENTICATED' } });
      return { findings: await checkPartnerPage(context, context.viewer, partnerIdOf(input.partnerId), input.url) };
    },
  }),
);
