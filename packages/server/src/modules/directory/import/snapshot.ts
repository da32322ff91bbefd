import { CHILDREN, type Table } from './columns.ts';

export type Snapped = 'organization' | 'location' | 'service' | 'taxonomy_term';

/** What hangs on a record only through another of its children: a contact's telephone, the hours at one place. */
const THROUGH: Partial<Record<Table, readonly Table[]>> = {
  phone: ['contact', 'service_at_location'],
  schedule: ['service_at_location'],
};

/** When it was read and last touched, and what a steward linked it to: no part of what a record says. */
const BOOKKEEPING = "- 'last_modified_at' - 'fetched_at' - 'same_as_id'";

/**
 * SQL for a record `t` with everything that hangs on it, as it stands in the database: { row, children }. Whole rows, so
 * that putting them back brings back columns that an import knows nothing of.
 */
export function snapshotOf(entity: Snapped): string {
  return `jsonb_build_object('row', to_jsonb(t), 'children', ${childrenOf(entity)})`;
}

/** SQL for what a record `t` says, to see whether somebody changed it. */
export function printOf(entity: Snapped): string {
  return `md5(jsonb_build_object('row', to_jsonb(t) ${BOOKKEEPING}, 'children', ${childrenOf(entity)})::text)`;
}

/**
 * SQL: does record `t` say something else than the snapshot in `snapshot`? What a steward corrected since wins over every
 * import anyway.
 */
export function isDifferentFrom(entity: Snapped, snapshot: string): string {
  const corrected =
    entity === 'service'
      ? `- ARRAY(SELECT lower(regexp_replace(c.field, '([A-Z])', '_\\1', 'g')) FROM service_correction c WHERE c.service_id = t.id)`
      : '';
  return `((to_jsonb(t) ${BOOKKEEPING} ${corrected}) IS DISTINCT FROM ((${snapshot} -> 'row') ${BOOKKEEPING} ${corrected})
    OR ${childrenOf(entity)} IS DISTINCT FROM (${snapshot} -> 'children'))`;
}

function childrenOf(entity: Snapped): string {
  if (entity === 'taxonomy_term') return `'{}'::jsonb`;
  const tables = CHILDREN[entity];
  const parts = tables.map((table) => {
    const through = (THROUGH[table] ?? []).filter((parent) => tables.includes(parent));
    // Apart, not with OR: each has an index of its own.
    const selects = [
      `SELECT c.* FROM ${table} c WHERE c.${entity}_id = t.id`,
      ...through.map(
        (parent) => `SELECT c.* FROM ${table} c JOIN ${parent} p ON p.id = c.${parent}_id WHERE p.${entity}_id = t.id`,
      ),
    ];
    return `'${table}', (SELECT coalesce(jsonb_agg(to_jsonb(c) ORDER BY c.id), '[]') FROM (${selects.join(' UNION ALL ')}) c)`;
  });
  return `jsonb_build_object(${parts.join(', ')})`;
}
