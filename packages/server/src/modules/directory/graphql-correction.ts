import { GraphQLError } from 'graphql';
import { InvalidInput, NotFound } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { readId } from '../../graphql/ids.ts';
import { hasRole } from '../../viewer.ts';
import { correctService } from './actions.ts';
import { AdvocacyKindEnum, LifeAreaEnum, ProvisionTypeEnum, ServiceStatusEnum } from './graphql-enums.ts';
import { Service } from './graphql-service.ts';

const CorrectServiceInput = builder.inputType('CorrectServiceInput', {
  description: 'What a steward puts right; what is left out stays as it is.',
  fields: (t) => ({
    serviceId: t.id({ required: true, description: 'The service.' }),
    areas: t.field({ type: [LifeAreaEnum], description: 'All its life areas; [] is none.' }),
    provisionTypes: t.field({ type: [ProvisionTypeEnum], description: 'All its provision types; [] is none.' }),
    advocacyKinds: t.field({ type: [AdvocacyKindEnum], description: 'All its kinds of advocacy; [] is none.' }),
    status: t.field({ type: ServiceStatusEnum, description: 'Whether it can be offered now.' }),
    note: t.string({ description: 'Why, for other stewards. Up to 2,000 characters.' }),
  }),
});

const CorrectServicePayload = builder.objectRef<{ serviceId: string }>('CorrectServicePayload').implement({
  description: 'The service was put right.',
  fields: (t) => ({
    service: t.prismaField({
      type: Service,
      description: 'As it is now.',
      resolve: (query, { serviceId }, _args, { db }) =>
        db.service.findUniqueOrThrow({ ...query, where: { id: serviceId } }),
    }),
  }),
});

builder.mutationField('correctService', (t) =>
  t.field({
    type: CorrectServicePayload,
    description:
      'For stewards: puts a service right by hand. The correction wins over its source at every later import, and search knows it at once.',
    args: { input: t.arg({ type: CorrectServiceInput, required: true, description: 'What to put right.' }) },
    errors: {
      types: [InvalidInput, NotFound],
      directResult: true,
      union: { name: 'CorrectServiceResult', description: 'The corrected service, or why it could not be done.' },
    },
    resolve: async (_root, { input }, context) => {
      if (context.viewer.kind !== 'staff')
        throw new GraphQLError('Sign in as a steward first.', { extensions: { code: 'UNAUTHENTICATED' } });
      if (!hasRole(context.viewer, 'STEWARD'))
        throw new GraphQLError('Only a steward can put a service right.', { extensions: { code: 'FORBIDDEN' } });
      const serviceId = readId(input.serviceId, 'Service');
      if (!serviceId) throw new NotFound('There is no such service.');
      return { serviceId: await correctService(context, context.viewer, { ...input, serviceId }) };
    },
  }),
);
