import type pg from 'pg';

const LISTS = [
  ['areas', 'areas', 'life_area'],
  ['provisionTypes', 'provision_types', 'provision_type'],
  ['advocacyKinds', 'advocacy_kinds', 'advocacy_kind'],
] as const;

const TEXTS = [
  ['name', 'name'],
  ['description', 'description'],
  ['url', 'url'],
  ['email', 'email'],
  ['feesDescription', 'fees_description'],
  ['applicationProcess', 'application_process'],
  ['eligibility', 'eligibility'],
  ['alert', 'alert'],
] as const;

/** What a steward put right by hand wins over the source: written again over what was imported, inside the transaction. */
export async function applyCorrections(client: pg.PoolClient, sourceId: string): Promise<void> {
  for (const [field, column, type] of LISTS) {
    await client.query(
      `UPDATE service s SET ${column} = c.corrected FROM (
         SELECT c.service_id, ARRAY(
           SELECT word::${type} FROM jsonb_array_elements_text(c.value::jsonb) AS word
           WHERE word = ANY (enum_range(NULL::${type})::text[])) AS corrected
         FROM service_correction c WHERE c.field = $2 AND jsonb_typeof(c.value::jsonb) = 'array') c
       WHERE s.id = c.service_id AND s.source_id = $1 AND s.${column} IS DISTINCT FROM c.corrected`,
      [sourceId, field],
    );
  }
  for (const [field, column] of TEXTS) {
    await client.query(
      `UPDATE service s SET ${column} = c.value::jsonb #>> '{}' FROM service_correction c
       WHERE s.id = c.service_id AND s.source_id = $1 AND c.field = $2 AND jsonb_typeof(c.value::jsonb) = 'string'
         AND s.${column} IS DISTINCT FROM c.value::jsonb #>> '{}'`,
      [sourceId, field],
    );
  }
  await applyPhones(client, sourceId);
  // Of two checks the later one counts: the source may have been asked since.
  await client.query(
    `UPDATE service s SET assured_at = (c.value::jsonb ->> 'at')::timestamptz, assured_by = c.value::jsonb ->> 'by'
     FROM service_correction c
     WHERE s.id = c.service_id AND s.source_id = $1 AND c.field = 'assured' AND jsonb_typeof(c.value::jsonb) = 'object'
       AND (s.assured_at IS NULL OR s.assured_at < (c.value::jsonb ->> 'at')::timestamptz)`,
    [sourceId],
  );
  await client.query(
    `UPDATE service s SET status = (c.value::jsonb #>> '{}')::service_status FROM service_correction c
     WHERE s.id = c.service_id AND s.source_id = $1 AND c.field = 'status'
       AND CASE WHEN c.value::jsonb #>> '{}' = ANY (enum_range(NULL::service_status)::text[])
           THEN s.status IS DISTINCT FROM (c.value::jsonb #>> '{}')::service_status ELSE false END`,
    [sourceId],
  );
  // Of several services at one place, the one that says "sensitive" wins.
  await client.query(
    `UPDATE location l SET is_sensitive = c.corrected FROM (
       SELECT p.location_id, bool_or(c.value::jsonb = 'true'::jsonb) AS corrected
       FROM service_correction c JOIN service_at_location p ON p.service_id = c.service_id
       WHERE c.field = 'isSensitive' AND jsonb_typeof(c.value::jsonb) = 'boolean' GROUP BY p.location_id) c
     WHERE l.id = c.location_id AND l.source_id = $1 AND l.is_sensitive IS DISTINCT FROM c.corrected`,
    [sourceId],
  );
}

/** One number that was put right stands for all of the service's own. */
async function applyPhones(client: pg.PoolClient, sourceId: string): Promise<void> {
  const corrected = `service_correction c JOIN service s ON s.id = c.service_id
     WHERE s.source_id = $1 AND c.field = 'phone' AND jsonb_typeof(c.value::jsonb) = 'string'`;
  await client.query(
    `DELETE FROM phone p USING (SELECT c.service_id, c.value::jsonb #>> '{}' AS number FROM ${corrected}) c
     WHERE p.service_id = c.service_id AND p.number <> c.number`,
    [sourceId],
  );
  await client.query(
    `INSERT INTO phone (id, service_id, number)
     SELECT md5(c.service_id || ' corrected phone')::uuid, c.service_id, c.value::jsonb #>> '{}' FROM ${corrected}
       AND NOT EXISTS (SELECT FROM phone p WHERE p.service_id = c.service_id)
     ON CONFLICT (id) DO UPDATE SET number = excluded.number`,
    [sourceId],
  );
}
