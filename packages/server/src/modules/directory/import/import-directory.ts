import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type pg from 'pg';
import type { Kith } from '../../../kith.ts';
import type { ColumnMapping } from './column-mapping.ts';
import { type Compared, compareDirectory, lockSource, sumOf } from './compare.ts';
import type { DetectedFormat, Format } from './detect.ts';
import { finishWriting } from './finish.ts';
import { findSource } from './known-source.ts';
import type { ImportProgress } from './progress.ts';
import { readIntoStage } from './read-into-stage.ts';
import { isUrl } from './read-source.ts';
import { type Counts, type Reason, ReportBook } from './report.ts';
import { RowBook } from './row-book.ts';
import { Stage } from './stage.ts';
import { readTermAreas } from './term-areas.ts';

export interface ImportOptions {
  /** Folder, file or zip (absolute, or from the working folder), or an http(s) address. */
  source: string;
  format?: Format;
  /** Stable short name of the source; the same key is the same source. Made from the folder's name or the address when not given. */
  key?: string;
  name?: string;
  licence?: string;
  /** What the columns of any CSV mean; saved with the source. Left out: what is saved. */
  mapping?: ColumnMapping;
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
  /** Records that come or change and that somebody should look at. */
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
  const wanted = options.key ? slugOf(options.key) : keyOf(options.source);
  const known = await findSource(kith, wanted, options.key ? null : (options.name ?? null));
  const key = known.key;
  const progress = options.onProgress ?? (() => undefined);
  const startedAt = kith.clock.now();
  try {
    const format = await readIntoStage({
      source: options.source,
      sourceName: originOf(options.source),
      format: options.format ?? 'auto',
      mapping: options.mapping ?? known.mapping,
      mayReachPrivate: options.mayReachPrivate ?? false,
      key,
      termAreas: await readTermAreas(kith.db),
      stage,
      report,
      onProgress: progress,
    });
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
  const { stage, report, key } = prepared;
  const isPreview = options.isPreview ?? false;
  const now = kith.clock.now();
  const client = await kith.database.pool.connect();
  try {
    await client.query('BEGIN');
    await lockSource(client, key);
    const source = await prepareSource(client, kith, options, prepared);
    const importId = await openImport(client, source.id, prepared.startedAt);
    const book = new RowBook(client, importId, false);
    const writing = { client, stage, report, book, sourceId: source.id, now, isPreview };
    const compared = await compareDirectory(writing, key, prepared.progress);
    const result = { ...resultOf(compared, prepared), name: source.name, isPreview, unsure: book.unsure };
    if (isPreview) {
      await client.query('ROLLBACK');
      return result;
    }
    await finishWriting({ client, sourceId: source.id, importId, compared: result, now });
    if (options.mapping)
      await client.query('UPDATE directory_source SET mapping = $2 WHERE id = $1', [
        source.id,
        JSON.stringify(options.mapping),
      ]);
    await client.query(
      `UPDATE directory_import SET status = 'APPLIED', applied_at = $2, unsure = $3, refused = $4, repaired = $5, report = $6 WHERE id = $1`,
      [importId, now, result.unsure, result.refused, result.repaired, JSON.stringify(result.reasons)],
    );
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

function resultOf(compared: Compared, { key, format, report }: Prepared) {
  return {
    key,
    format,
    ...compared,
    ...sumOf(compared),
    refused: report.records('refused'),
    repaired: report.records('repaired'),
    reasons: report.reasons(),
    report,
  };
}

async function prepareSource(
  client: pg.PoolClient,
  kith: Kith,
  options: ImportOptions,
  { key, format }: Prepared,
): Promise<{ id: string; name: string }> {
  const { rows } = await client.query<{ id: string; name: string }>(
    `INSERT INTO directory_source AS s (id, key, name, format, origin, licence, fetched_at, created_at)
     VALUES ($1, $2, coalesce($3, $2), $4::directory_format, $5, $6, $7, $7)
     ON CONFLICT (key) DO UPDATE SET name = coalesce($3, s.name), format = excluded.format, origin = excluded.origin,
       licence = coalesce(excluded.licence, s.licence), fetched_at = excluded.fetched_at
     RETURNING id, name`,
    [
      randomUUID(),
      key,
      options.name ?? null,
      format,
      originOf(options.source),
      options.licence ?? null,
      kith.clock.now(),
    ],
  );
  return { id: rows[0]?.id ?? '', name: rows[0]?.name ?? key };
}

async function openImport(client: pg.PoolClient, sourceId: string, startedAt: Date): Promise<string> {
  const id = randomUUID();
  await client.query(
    `INSERT INTO directory_import (id, source_id, status, started_at, added, changed, removed, unsure, refused, report)
     VALUES ($1, $2, 'APPLYING', $3, 0, 0, 0, 0, 0, '[]')`,
    [id, sourceId, startedAt],
  );
  return id;
}

/** Folder name, file name or web address; never a path of this machine, nor what may be secret in an address. */
export function originOf(source: string): string {
  const url = isUrl(source) ? URL.parse(source) : null;
  return url ? `${url.origin}${url.pathname}` : path.basename(path.resolve(source));
}

function keyOf(source: string): string {
  const url = isUrl(source) ? URL.parse(source) : null;
  if (!url) return slugOf(path.basename(path.resolve(source)).replace(/\.(?:zip|json|csv)$/i, ''));
  return slugOf(`${url.host}${url.pathname.replace(/\/(?:services)?\/?$/, '')}`);
}

/** A short name of letters, digits and hyphens. */
export function slugOf(text: string): string {
  const slug = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
  return slug || 'directory';
}
