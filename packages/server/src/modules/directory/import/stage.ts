import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import {
  LONGEST_RECORD,
  LONGEST_VALUE,
  MOST_CHILD_CHARACTERS,
  MOST_CHILDREN,
  MOST_HELD,
  SOURCE_LIMITS,
} from './import-limits.ts';
import { ImportRefused } from './problems.ts';
import type { Outcome, Reason, ReportBook } from './report.ts';
import { madeUpId } from './row-id.ts';
import { type Entity, MAIN_ENTITIES, type SourceRow } from './source-row.ts';

/** A record as it was staged. */
export interface StagedRow {
  entity: Entity;
  id: string;
  ownerId: string | null;
  values: Record<string, unknown>;
  file: string | null;
  line: number | null;
}

/** What people know by its name. */
const NAMED: ReadonlySet<Entity> = new Set<Entity>(['organization', 'service', 'location']);

/** A record with its children, cleaned, hashed and ready for the database. */
export interface Aggregate {
  id: string;
  recordId: string;
  title: string;
  /** SHA-256 of everything below, in hex. */
  hash: string;
  row: Record<string, unknown>;
  children: Record<string, Record<string, unknown>[]>;
  /** What was told of the record and of what hangs on it. */
  told: Told[];
  file: string | null;
  line: number | null;
}

/** One thing that was told of a record; the entity is the part of it that is meant. */
export type Told = Pick<Reason, 'outcome' | 'entity' | 'reason'>;

export type AggregateEntity = 'taxonomy_term' | 'organization' | 'location' | 'service';

interface RawRow {
  entity: string;
  id: string;
  owner_id: string | null;
  data: string;
  file: string | null;
  line: number | null;
}

/**
 * Where an import is joined together: a scratch SQLite file beside the real database. Tables of a CSV package come in any
 * order, so a service's phones may be read long before it; here they wait on disk and not in memory, and the real database
 * is not held while a slow source is read.
 */
export class Stage {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'kith-import-'));
  readonly #db = new DatabaseSync(path.join(this.#folder, 'stage.sqlite'));
  readonly #report: ReportBook;
  readonly #put: StatementSync;
  readonly #find: StatementSync;
  readonly #fill: StatementSync;
  readonly #children: StatementSync;
  readonly #keep: StatementSync;
  readonly #tell: StatementSync;
  readonly #told: StatementSync;
  readonly #mostCharacters: number;
  #characters = 0;

  /** @param mostCharacters of all records together, as JSON; more is no directory */
  constructor(report: ReportBook, mostCharacters = SOURCE_LIMITS.characters) {
    this.#report = report;
    this.#mostCharacters = mostCharacters;
    this.#db.exec(`
      PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;
      CREATE TABLE staged (seq INTEGER PRIMARY KEY, entity TEXT NOT NULL, id TEXT NOT NULL, owner TEXT, owner_id TEXT,
        data TEXT NOT NULL, file TEXT, line INTEGER);
      CREATE UNIQUE INDEX staged_key ON staged (entity, id, ifnull(owner, ''), ifnull(owner_id, ''));
      CREATE INDEX staged_owner ON staged (owner, owner_id, entity);
      CREATE TABLE aggregate (seq INTEGER PRIMARY KEY, entity TEXT NOT NULL, id TEXT NOT NULL, data TEXT NOT NULL);
      CREATE UNIQUE INDEX aggregate_key ON aggregate (entity, id);
      CREATE TABLE told (entity TEXT NOT NULL, id TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL);
      CREATE INDEX told_of ON told (entity, id);
      CREATE TABLE mark (kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
      BEGIN`);
    this.#put = this.#db.prepare(
      'INSERT INTO staged (entity, id, owner, owner_id, data, file, line) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    );
    this.#find = this.#db.prepare('SELECT * FROM staged WHERE entity = ? AND id = ?');
    this.#fill = this.#db.prepare('UPDATE staged SET data = ? WHERE entity = ? AND id = ?');
    this.#children = this.#db.prepare(
      'SELECT * FROM staged WHERE owner = ? AND owner_id = ? AND entity = ? ORDER BY seq',
    );
    this.#tell = this.#db.prepare('INSERT INTO told (entity, id, outcome, reason) VALUES (?, ?, ?, ?)');
    this.#told = this.#db.prepare('SELECT outcome, reason FROM told WHERE entity = ? AND id = ? LIMIT 20');
    this.#keep = this.#db.prepare('INSERT INTO aggregate (entity, id, data) VALUES (?, ?, ?)');
  }

  /** Takes one record. Two records with one id: nested ones complete each other, of others the first is kept. */
  put(row: SourceRow): void {
    const isMain = MAIN_ENTITIES.has(row.entity);
    const id = row.id ?? madeUpId(row.entity, row.owner?.id ?? null, row.values);
    const owner = isMain && row.entity !== 'service_at_location' ? null : row.owner;
    const data = JSON.stringify(row.values, (_key, value) =>
      typeof value === 'string' && value.length > LONGEST_VALUE ? value.slice(0, LONGEST_VALUE) : value,
    );
    this.#count(data.length);
    if (data.length > LONGEST_RECORD) {
      const reason = 'It is longer than any record of a directory.';
      this.#report.add({ ...row.place, entity: row.entity, recordId: id, title: null, outcome: 'refused', reason });
      return;
    }
    if (row.id === null && NAMED.has(row.entity)) this.#tellOfNoId(row, id);
    if (isMain) {
      const known = this.find(row.entity, id);
      if (known) {
        this.#meetAgain(row, id, known);
        return;
      }
    }
    this.#put.run(row.entity, id, owner?.entity ?? null, owner?.id ?? null, data, row.place.file, row.place.line);
  }

  /** @throws {ImportRefused} the disk would fill */
  #count(characters: number): void {
    this.#characters += characters;
    if (this.#characters > this.#mostCharacters)
      throw new ImportRefused('TOO_BIG', 'The source holds more than any directory. Nothing was changed.');
  }

  #tellOfNoId({ entity, place, values }: SourceRow, id: string): void {
    const title = typeof values.name === 'string' ? values.name.slice(0, 300) : null;
    const reason = 'id: it has none; one was made from what it says, so a change looks like another record.';
    this.#report.add({ ...place, entity, recordId: id, title, outcome: 'repaired', reason });
  }

  #meetAgain(row: SourceRow, id: string, known: StagedRow): void {
    if (row.isNested) {
      const merged = { ...known.values };
      let isFuller = false;
      for (const [name, value] of Object.entries(row.values)) {
        if (
          value === null ||
          value === '' ||
          (merged[name] !== undefined && merged[name] !== null && merged[name] !== '')
        )
          continue;
        merged[name] = value;
        isFuller = true;
      }
      const data = isFuller ? JSON.stringify(merged) : '';
      // Written anew each time it grows: that must not go on for ever.
      if (isFuller && data.length <= LONGEST_RECORD) this.#fill.run(data, row.entity, id);
      return;
    }
    const isSame = JSON.stringify(known.values) === JSON.stringify(row.values);
    const first = known.line === null ? (known.file ?? 'the same source') : `${known.file} line ${known.line}`;
    this.#report.add({
      ...row.place,
      entity: row.entity,
      recordId: id,
      title: null,
      outcome: isSame ? 'repaired' : 'refused',
      reason: `The id is used twice (first in ${first}); the first one is kept.`,
    });
  }

  /** Keeps what was told while rows were read, to be told again with the record that it is about. */
  keepTold(reasons: readonly Reason[]): void {
    for (const { entity, recordId, outcome, reason } of reasons) {
      if (recordId !== null) this.#tell.run(entity, recordId, outcome, reason);
    }
  }

  toldOf(entity: string, id: string): Told[] {
    return this.#told.all(entity, id).map((row) => ({
      entity,
      outcome: String(row.outcome) as Outcome,
      reason: String(row.reason),
    }));
  }

  find(entity: Entity, id: string): StagedRow | null {
    const raw = this.#find.get(entity, id) as unknown as RawRow | undefined;
    return raw ? read(raw) : null;
  }

  /** In the order of reading; no more than a person could look through, so that no record holds the server up. */
  children(owner: Entity, ownerId: string, entity: Entity): StagedRow[] {
    const found: StagedRow[] = [];
    let characters = 0;
    for (const raw of this.#children.iterate(owner, ownerId, entity) as Iterable<unknown> as Iterable<RawRow>) {
      characters += raw.data.length;
      if (found.length >= MOST_CHILDREN || characters > MOST_CHILD_CHARACTERS) {
        const { file, line } = raw;
        const reason = `${entity.replaceAll('_', ' ')}: it has more than can be one record's; the first ${found.length} are kept.`;
        this.#report.add({ file, line, entity: owner, recordId: ownerId, title: null, outcome: 'unsure', reason });
        break;
      }
      found.push(read(raw));
    }
    return found;
  }

  /** Every record of an entity in the order of reading. */
  *all(entity: Entity): Generator<StagedRow> {
    const page = this.#db.prepare('SELECT * FROM staged WHERE entity = ? AND seq > ? ORDER BY seq LIMIT 100');
    for (let after = 0; ; ) {
      const rows = page.all(entity, after) as unknown as (RawRow & { seq: number })[];
      for (const raw of rows) {
        after = raw.seq;
        yield read(raw);
      }
      if (rows.length === 0) return;
    }
  }

  count(entity: Entity): number {
    return Number(this.#db.prepare('SELECT count(*) AS n FROM staged WHERE entity = ?').get(entity)?.n ?? 0);
  }

  /** Children whose owner is not there. */
  *orphans(): Generator<StagedRow & { owner: string }> {
    const rows = this.#db.prepare(
      `SELECT c.* FROM staged c WHERE c.owner IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM staged o WHERE o.entity = c.owner AND o.id = c.owner_id) ORDER BY c.seq`,
    );
    for (const raw of rows.iterate()) yield { ...read(raw as unknown as RawRow), owner: String(raw.owner) };
  }

  keep(entity: AggregateEntity, aggregate: Aggregate): void {
    this.#keep.run(entity, aggregate.id, JSON.stringify(aggregate));
  }

  /** What was kept, some hundred at a time. */
  *batches(entity: AggregateEntity, size: number): Generator<Aggregate[]> {
    const page = this.#db.prepare('SELECT seq, data FROM aggregate WHERE entity = ? AND seq > ? ORDER BY seq LIMIT ?');
    for (let after = 0; ; ) {
      const batch: Aggregate[] = [];
      let characters = 0;
      for (const row of page.iterate(entity, after, size) as Iterable<unknown> as Iterable<{
        seq: number;
        data: string;
      }>) {
        after = row.seq;
        batch.push(JSON.parse(row.data) as Aggregate);
        characters += row.data.length;
        if (characters > MOST_HELD) break;
      }
      if (batch.length === 0) return;
      yield batch;
    }
  }

  countKept(entity: AggregateEntity): number {
    return Number(this.#db.prepare('SELECT count(*) AS n FROM aggregate WHERE entity = ?').get(entity)?.n ?? 0);
  }

  /** Remembers something about an id, for example that a location is a refuge's. */
  mark(kind: string, id: string): void {
    this.#db.prepare('INSERT INTO mark (kind, id) VALUES (?, ?) ON CONFLICT DO NOTHING').run(kind, id);
  }

  isMarked(kind: string, id: string): boolean {
    return this.#db.prepare('SELECT 1 FROM mark WHERE kind = ? AND id = ?').get(kind, id) !== undefined;
  }

  marks(kind: string): string[] {
    return this.#db
      .prepare('SELECT id FROM mark WHERE kind = ?')
      .all(kind)
      .map((row) => String(row.id));
  }

  close(): void {
    this.#db.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

function read(raw: RawRow): StagedRow {
  return {
    entity: raw.entity as Entity,
    id: raw.id,
    ownerId: raw.owner_id,
    values: JSON.parse(raw.data) as Record<string, unknown>,
    file: raw.file,
    line: raw.line,
  };
}
