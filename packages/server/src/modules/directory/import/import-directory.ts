import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type pg from 'pg';
import type { Kith } from '../../../kith.ts';
import { refreshServiceSearch } from '../search-index.ts';
import { buildAggregates } from './build.ts';
import { applyCorrections } from './corrections.ts';
import type { DetectedFormat, Format } from './detect.ts';
import { ImportRefused } from './problems.ts';
import { isUrl, readSource } from './read-source.ts';
import { type Counts, type Reason, ReportBook } from './report.ts';
import { Stage } from './stage.ts';
import { prepareSeen, refreshPlannerFigures, storeAggregates, storeTerms, type Writing } from './store.ts';

export interface ImportProgress {
  phase: 'reading' | 'sorting' | 'writing';
  done: number;
  /** Null: not known yet. */
  total: number | null;
}

export interface ImportOptions {
  /** Folder, file or zip (absolute, or from the working folder), or an http(s) address. */
  source: string;
  format?: Format;
  /** Stable short name of the source; the same key is the same source. Made from the folder's name or the address when not given. */
  key?: string;
  name?: string;
  licence?: string;
  /** Read, compare and report; change nothing. */
  isPreview?: boolean;
  /** Reach addresses of this machine and of private networks: for an operator only, never for somebody over HTTP. */
  mayReachPrivate?: boolean;
  onProgress?(progress: ImportProgress): void;
}

export interface ImportResult {
  key: string;
  name: string;
  format: DetectedFormat;
  isPreview: boolean;
  organizations: Counts;
  services: Counts;
  locations: Counts;
  /** Of organizations, services and locations together. */
  added: number;
  changed: number;
  removed: number;
  /** Records that somebody should look at. */
  unsure: number;
  /** Rows that could not be used. */
  refused: number;
  repaired: number;
  /** The first 1,000, those that need a person first. */
  reasons: Reason[];
  /** The reasons of one outcome. */
  report: ReportBook;
}

/**
 * Brings a directory that somebody else keeps into Kith, as one transaction: all of it, or nothing.
 * Records that are gone from the source are kept and hidden; other sources are never touched; what a steward corrected wins.
 *
 * @throws {ImportRefused} the source is no directory, not whole or not safe; nothing was changed
 */
export async function importDirectory(kith: Kith, options: ImportOptions): Promise<ImportResult> {
  const report = new ReportBook();
  const stage = new Stage(report);
  const key = options.key ? slugOf(options.key) : keyOf(options.source);
  const progress = options.onProgress ?? (() => undefined);
  const startedAt = kith.clock.now();
  try {
    const format = await readSource({
      source: options.source,
      format: options.format ?? 'auto',
      mayReachPrivate: options.mayReachPrivate ?? false,
      report,
      emit: (row) => stage.put(row),
      onRead: (done, total) => progress({ phase: 'reading', done, total }),
    });
    buildAggregates({ stage, report, sourceKey: key }, (done, total) => progress({ phase: 'sorting', done, total }));
    if (stage.countKept('service') === 0 && stage.countKept('organization') === 0) {
      throw new ImportRefused(
        'NOT_A_DIRECTORY',
        `There is no service or organization in "${originOf(options.source)}" that can be used.${firstProblem(report)}`,
      );
    }
    const result = await inTransaction(kith, options, { key, format, stage, report, startedAt, progress });
    if (!result.isPreview) kith.signals.publish({ topic: 'directory', id: key });
    return result;
  } finally {
    stage.close();
  }
}

interface Prepared {
  key: string;
  format: DetectedFormat;
  stage: Stage;
  report: ReportBook;
  startedAt: Date;
  progress(progress: ImportProgress): void;
}

async function inTransaction(kith: Kith, options: ImportOptions, prepared: Prepared): Promise<ImportResult> {
  const { stage, report, key, format } = prepared;
  const isPreview = options.isPreview ?? false;
  const client = await kith.database.pool.connect();
  try {
    await client.query('BEGIN');
    // Two imports of one source wait for each other; the lock goes with the transaction, whatever ends it.
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('kith import ' || $1, 0))`, [key]);
    const source = await prepareSource(client, kith, options, prepared, isPreview);
    const total = stage.countKept('organization') + stage.countKept('location') + stage.countKept('service');
    let done = 0;
    const writing: Writing = {
      client,
      stage,
      report,
      sourceId: source.id,
      now: kith.clock.now(),
      isPreview,
      onProgress(count) {
        done += count;
        prepared.progress({ phase: 'writing', done, total });
      },
    };
    await refuseAnotherDirectory(client, stage, source.id, key);
    await prepareSeen(client);
    await storeTerms(writing);
    const organizations = await storeAggregates(writing, 'organization');
    const locations = await storeAggregates(writing, 'location');
    const services = await storeAggregates(writing, 'service');
    const all = [organizations, services, locations];
    const sum = (name: keyof Counts) => all.reduce((total, counts) => total + counts[name], 0);
    const result: ImportResult = {
      key,
      name: source.name,
      format,
      isPreview,
      organizations,
      services,
      locations,
      added: sum('added'),
      changed: sum('changed'),
      removed: sum('removed'),
      unsure: report.records('unsure'),
      refused: report.records('refused'),
      repaired: report.records('repaired'),
      reasons: report.reasons(),
      report,
    };
    if (isPreview) {
      await client.query('ROLLBACK');
      return result;
    }
    await applyCorrections(client, source.id);
    if (result.added + result.changed + result.removed > 0) {
      if (result.added + result.changed > MANY) await refreshPlannerFigures(client);
      await refreshServiceSearch(client, { sourceId: source.id });
    }
    await recordImport(client, kith, source.id, prepared.startedAt, result);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function prepareSource(
  client: pg.PoolClient,
  kith: Kith,
  options: ImportOptions,
  { key, format }: Prepared,
  isPreview: boolean,
): Promise<{ id: string; name: string }> {
  const now = kith.clock.now();
  const found = await client.query<{ id: string; name: string }>(
    'SELECT id, name FROM directory_source WHERE key = $1',
    [key],
  );
  const known = found.rows[0];
  const name = options.name ?? known?.name ?? key;
  // A source that is not known yet has no rows: any id will do to look for them.
  if (isPreview) return { id: known?.id ?? randomUUID(), name };
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO directory_source (id, key, name, format, origin, licence, fetched_at, created_at)
     VALUES ($1, $2, $3, $4::directory_format, $5, $6, $7, $7)
     ON CONFLICT (key) DO UPDATE SET name = excluded.name, format = excluded.format, origin = excluded.origin,
       licence = coalesce(excluded.licence, directory_source.licence), fetched_at = excluded.fetched_at
     RETURNING id`,
    [randomUUID(), key, name, format, originOf(options.source), options.licence ?? null, now],
  );
  return { id: rows[0]?.id ?? '', name };
}

/** From this many new rows on, the planner's old figures are wrong. */
const MANY = 100;
const ENOUGH_TO_TELL = 10;

/** Two folders may both be called "data": the second must not wipe out the first. */
async function refuseAnotherDirectory(
  client: pg.PoolClient,
  stage: Stage,
  sourceId: string,
  key: string,
): Promise<void> {
  const { rows } = await client.query<{ live: number }>(
    'SELECT count(*)::int AS live FROM service WHERE source_id = $1 AND removed_at IS NULL',
    [sourceId],
  );
  if ((rows[0]?.live ?? 0) < ENOUGH_TO_TELL) return;
  for (const batch of stage.batches('service', 1_000)) {
    const known = await client.query('SELECT 1 FROM service WHERE source_id = $1 AND id = ANY($2::uuid[]) LIMIT 1', [
      sourceId,
      batch.map((aggregate) => aggregate.id),
    ]);
    if (known.rows.length > 0) return;
  }
  throw new ImportRefused(
    'ANOTHER_DIRECTORY',
    `None of its services was in the directory that Kith knows as "${key}", so it looks like another one. Give it a name of its own with --key.`,
  );
}

async function recordImport(
  client: pg.PoolClient,
  kith: Kith,
  sourceId: string,
  startedAt: Date,
  result: ImportResult,
) {
  await client.query(
    `INSERT INTO directory_import (id, source_id, started_at, applied_at, added, changed, removed, unsure, refused, report)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      randomUUID(),
      sourceId,
      startedAt,
      kith.clock.now(),
      result.added,
      result.changed,
      result.removed,
      result.unsure,
      result.refused,
      JSON.stringify(result.reasons),
    ],
  );
}

function firstProblem(report: ReportBook): string {
  const first = report.reasonsOf('refused')[0];
  if (!first) return '';
  const where = [first.file, first.line === null ? null : `line ${first.line}`]
    .filter((part) => part !== null)
    .join(', ');
  return ` The first row that was refused: ${where ? `${where}: ` : ''}${first.reason}`;
}

/** Folder name, file name or web address; never a path of this machine, nor what may be secret in an address. */
function originOf(source: string): string {
  const url = isUrl(source) ? URL.parse(source) : null;
  return url ? `${url.origin}${url.pathname}` : path.basename(path.resolve(source));
}

function keyOf(source: string): string {
  const url = isUrl(source) ? URL.parse(source) : null;
  if (!url) return slugOf(path.basename(path.resolve(source)).replace(/\.(?:zip|json|csv)$/i, ''));
  return slugOf(`${url.host}${url.pathname.replace(/\/(?:services)?\/?$/, '')}`);
}

function slugOf(text: string): string {
  const slug = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
  return slug || 'directory';
}
