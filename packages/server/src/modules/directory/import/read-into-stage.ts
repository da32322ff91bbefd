import { buildAggregates } from './build.ts';
import type { ColumnMapping } from './column-mapping.ts';
import type { DetectedFormat, Format } from './detect.ts';
import { SOURCE_LIMITS, type SourceLimits } from './import-limits.ts';
import type { TermAreas } from './mapping.ts';
import { ImportRefused } from './problems.ts';
import type { ImportProgress } from './progress.ts';
import { readSource } from './read-source.ts';
import { startReadingTime } from './reading-time.ts';
import type { ReportBook } from './report.ts';
import type { Stage } from './stage.ts';

export interface Reading {
  /** Folder, file, zip or web address. */
  source: string;
  /** What to call it in a refusal. */
  sourceName: string;
  format: Format;
  mapping?: ColumnMapping | null;
  mayReachPrivate: boolean;
  /** Of the source: row ids are made from it. */
  key: string;
  /** What stewards say that terms stand for (readTermAreas). */
  termAreas?: TermAreas;
  stage: Stage;
  report: ReportBook;
  onProgress(progress: ImportProgress): void;
  /** More is refused; left out: SOURCE_LIMITS. */
  limits?: Partial<Omit<SourceLimits, 'characters'>>;
}

/**
 * Reads a source to its end, cleans and joins its records. The database is not touched.
 *
 * @throws {ImportRefused} no directory, not whole, not safe
 * @throws {UnknownColumns} a CSV whose columns nobody has explained yet
 */
export async function readIntoStage(reading: Reading): Promise<DetectedFormat> {
  const limits = { ...SOURCE_LIMITS, ...reading.limits };
  const time = startReadingTime(limits.ms);
  try {
    return await readWithin(reading, limits, time.signal);
  } finally {
    time.end();
  }
}

async function readWithin(reading: Reading, limits: SourceLimits, signal: AbortSignal): Promise<DetectedFormat> {
  const { stage, report, onProgress } = reading;
  let rows = 0;
  const format = await readSource({
    source: reading.source,
    format: reading.format,
    mapping: reading.mapping ?? null,
    mayReachPrivate: reading.mayReachPrivate,
    mostBytes: limits.bytes,
    signal,
    report,
    emit: (row) => {
      if (++rows > limits.rows)
        throw new ImportRefused(
          'TOO_BIG',
          `"${reading.sourceName}" has more than ${limits.rows.toLocaleString('en-GB')} rows, which is more than a directory.`,
        );
      stage.put(row);
      stage.keepTold(report.takeFresh());
    },
    onRead: (done, total) => onProgress({ phase: 'reading', done, total }),
  });
  stage.keepTold(report.takeFresh());
  await buildAggregates(
    { stage, report, sourceKey: reading.key, termAreas: reading.termAreas, signal },
    (done, total) => onProgress({ phase: 'sorting', done, total }),
  );
  if (stage.countKept('service') === 0 && stage.countKept('organization') === 0) {
    throw new ImportRefused(
      'NOT_A_DIRECTORY',
      `There is no service or organization in "${reading.sourceName}" that can be used.${firstProblem(report)}`,
    );
  }
  return format;
}

function firstProblem(report: ReportBook): string {
  const first = report.reasonsOf('refused')[0];
  if (!first) return '';
  const where = [first.file, first.line === null ? null : `line ${first.line}`]
    .filter((part) => part !== null)
    .join(', ');
  return ` The first row that cannot be used: ${where ? `${where}: ` : ''}${first.reason}`;
}
