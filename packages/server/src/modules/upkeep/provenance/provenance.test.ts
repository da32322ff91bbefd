import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../../testing/app.ts';
import { addService } from '../../../testing/directory.ts';
import { aStaffMember } from '../../../testing/people.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

it('says for each group of fields where it comes from, who put it right and who found it right', async () => {
  const assuredAt = new Date('2026-11-01T09:00:00Z');
  const { id } = await addService(app, { name: 'Chess', assuredAt });
  const { headers } = await aStaffMember(app, { roles: ['STEWARD'] });
  await app.run(
    `mutation { correctService(input: { serviceId: "${id}", areas: [LEISURE], note: "Anna told me" }) { __typename } }`,
    {},
    headers,
  );
  const { data } = await app.run<{ service: { provenance: Record<string, unknown>[] } }>(
    'query($id: ID!) { service(id: $id) { provenance { group source sourceRecordId licence fetchedAt correctedAt correctedBy assuredAt assuredBy } } }',
    { id },
  );
  const groups = new Map(data?.service.provenance.map((one) => [one.group, one]));
  expect([...groups.keys()].toSorted()).toEqual([
    'COST',
    'KIND',
    'REACH',
    'RUNNING',
    'TURNING_UP',
    'WHAT',
    'WHEN',
    'WHERE',
    'WHO_FOR',
  ]);
  expect(groups.get('WHAT')).toMatchObject({
    source: 'The test directory',
    sourceRecordId: id,
    licence: 'OGL-UK-3.0',
    correctedAt: null,
    assuredAt: assuredAt.toISOString(),
    assuredBy: 'The test directory',
  });
  expect(groups.get('KIND')).toMatchObject({
    correctedAt: app.clock.now().toISOString(),
    correctedBy: 'a steward of the directory',
    assuredAt: app.clock.now().toISOString(),
    assuredBy: 'a steward of the directory',
  });
  // What a steward noted for colleagues is not for everybody.
  expect(JSON.stringify(data)).not.toContain('Anna');
});
