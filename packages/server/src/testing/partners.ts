import type { Partner, Prisma } from '../../generated/prisma/client.ts';
import type { TestApp } from './app.ts';

/** A partner whose widget stands on https://riverside.example.org. */
export function aPartner(app: TestApp, data: Partial<Prisma.PartnerCreateInput> = {}): Promise<Partner> {
  return app.kith.db.partner.create({
    data: {
      name: 'Riverside',
      publicKey: 'pk_riverside',
      origins: ['https://riverside.example.org', 'https://www.riverside.example.org:8443'],
      ...data,
    },
  });
}
