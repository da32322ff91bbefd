import { Breath } from './breath.ts';
import { type FetchOptions, fetchPatiently } from './fetch-directory.ts';
import { type PageFacts, readJsonRecords } from './json-records.ts';
import { ImportRefused } from './problems.ts';
import { entityOfRecord, flattenRecord, refuseStranger } from './read-json.ts';
import type { ReportBook } from './report.ts';
import { madeUpId } from './row-id.ts';
import { type Emit, idOf } from './source-row.ts';

const MOST_PAGES = 20_000;
/** A page is held in memory as a whole. */
const MOST_PAGE_BYTES = 64 * 1024 ** 2;
const MOST_DETAIL_BYTES = 4 * 1024 ** 2;
const MOST_DETAILS = 200_000;
/** Detail requests under way at once: quick enough, and no attack. */
const AT_ONCE = 4;

/** What every step of reading a feed needs. */
interface Feed {
  options: FetchOptions;
  report: ReportBook;
  emit: Emit;
  onRead(done: number, total: number | null): void;
  done: number;
  total: number | null;
}

interface Page {
  url: string;
  facts: PageFacts;
  records: Record<string, unknown>[];
}

/**
 * Reads a feed (Open Referral UK or HSDS 3) page by page to its end; when its list holds little more than names, each
 * service once more by its id.
 *
 * @throws {ImportRefused} not a feed, broken off, or going round in circles. A feed that breaks off is never half applied.
 */
export async function readFeed(
  address: string,
  options: FetchOptions,
  report: ReportBook,
  emit: Emit,
  onRead: (done: number, total: number | null) => void,
): Promise<void> {
  const feed: Feed = { options, report, emit, onRead, done: 0, total: null };
  let page = await readPage(feed, address);
  if (page.records.length === 0 && 'openapi_url' in page.facts) {
    const root = new URL(page.url);
    root.pathname = `${root.pathname.replace(/\/$/, '')}/services`;
    page = await readPage(feed, root.href);
  }
  const firstUrl = page.url;
  const base = Number(pageNumber(page.facts) ?? new URL(firstUrl).searchParams.get('page') ?? 1);
  feed.total = totalOf(page.facts);
  const pagesSeen = new Set<string>();
  for (let step = 0; ; step++) {
    // A feed may move a record to the next page while it is read, but never gives a whole page again.
    const print = page.records.length > 0 ? madeUpId('page', ...page.records.map((record) => record.id)) : null;
    if (print !== null && pagesSeen.has(print))
      throw new ImportRefused('UNREACHABLE', 'The feed gives the same page again and again; its paging does not work.');
    if (print !== null) pagesSeen.add(print);
    await takePage(feed, page, firstUrl);
    if (isLast(page, base + step)) break;
    if (step >= MOST_PAGES) throw new ImportRefused('TOO_BIG', `The feed has more than ${MOST_PAGES} pages.`);
    const next = new URL(firstUrl);
    next.searchParams.set('page', String(base + step + 1));
    page = await readPage(feed, next.href);
  }
  if (feed.total !== null && feed.total !== feed.done) {
    report.add({
      file: null,
      line: null,
      entity: 'service',
      recordId: null,
      title: null,
      outcome: 'repaired',
      reason: `The feed says that it has ${feed.total} records; ${feed.done} came.`,
    });
  }
}

async function readPage(feed: Feed, url: string): Promise<Page> {
  const fetched = await fetchPatiently(url, { ...feed.options, maxBytes: MOST_PAGE_BYTES });
  const records: Record<string, unknown>[] = [];
  const facts = await readJsonRecords(
    fetched.body,
    fileOf(url),
    (record, _pointer, list) => {
      if (list !== null) records.push(record);
      else if (idOf(record.id) && typeof record.name === 'string') records.push(record);
    },
    feed.options.signal,
  );
  return { url: fetched.url, facts, records };
}

async function takePage(feed: Feed, page: Page, firstUrl: string): Promise<void> {
  const isMinimal = page.records.length > 0 && page.records.every(isOnlyName);
  const records = isMinimal ? await readDetails(feed, page.records, firstUrl) : page.records;
  const breath = new Breath(feed.options.signal);
  for (const [index, record] of records.entries()) {
    const entity = entityOfRecord(record, /\/services\/?$/.test(new URL(firstUrl).pathname) ? 'services' : null);
    const place = { file: `${fileOf(page.url)}#${index}`, line: null };
    if (entity) flattenRecord(record, entity, place, feed.emit);
    else refuseStranger(feed.report, place, record);
    feed.onRead(++feed.done, feed.total);
    await breath.take();
  }
}

/** HSDS 3 lists may leave everything out but name, description and status. */
function isOnlyName(record: Record<string, unknown>): boolean {
  return !('organization' in record) && !('service_at_locations' in record) && !Array.isArray(record.services);
}

async function readDetails(feed: Feed, records: Record<string, unknown>[], firstUrl: string) {
  if (feed.done + records.length > MOST_DETAILS)
    throw new ImportRefused('TOO_BIG', `The feed has more than ${MOST_DETAILS} services to ask for one by one.`);
  const found: Record<string, unknown>[] = [];
  for (let at = 0; at < records.length; at += AT_ONCE) {
    const some = records.slice(at, at + AT_ONCE).map(async (record) => {
      const id = idOf(record.id);
      if (!id) return record;
      const url = new URL(firstUrl);
      url.pathname = `${url.pathname.replace(/\/$/, '')}/${encodeURIComponent(id)}`;
      url.search = '';
      const { body } = await fetchPatiently(url.href, { ...feed.options, maxBytes: MOST_DETAIL_BYTES });
      let whole: Record<string, unknown> = record;
      await readJsonRecords(
        body,
        fileOf(url.href),
        (detail, _pointer, list) => {
          if (list === null) whole = detail;
        },
        feed.options.signal,
      );
      return whole;
    });
    found.push(...(await Promise.all(some)));
  }
  return found;
}

function isLast(page: Page, number: number): boolean {
  const { facts } = page;
  if (page.records.length === 0 || facts.empty === true) return true;
  const isLastPage = facts.last_page ?? facts.last;
  if (typeof isLastPage === 'boolean') return isLastPage;
  const pages = Number(facts.total_pages ?? facts.totalPages ?? Number.NaN);
  if (Number.isFinite(pages)) return number >= pages;
  // Nothing says that there is more: a plain list is the whole of it.
  return pageNumber(facts) === null;
}

function pageNumber(facts: PageFacts): number | null {
  const number = facts.page_number ?? facts.page ?? facts.number;
  return typeof number === 'number' ? number : null;
}

function totalOf(facts: PageFacts): number | null {
  const total = facts.total_items ?? facts.totalElements;
  return typeof total === 'number' ? total : null;
}

function fileOf(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname.split('/').filter(Boolean).at(-1) ?? 'feed'}${search}`.slice(0, 200);
}
