import type { Readable } from 'node:stream';
import { parserStream } from 'stream-json';
import { Breath } from './breath.ts';
import { ImportRefused } from './problems.ts';

/** What a JSON document holds beside its list of records: page numbers and the like. */
export type PageFacts = Record<string, string | number | boolean | null>;

interface Token {
  name: string;
  value?: string | number | boolean | null;
}

type Container = Record<string, unknown> | unknown[];

const LISTS = new Set(['contents', 'content', 'services', 'organizations', 'data', 'results', 'items', 'value']);
/** More values than this in one record is no service. */
const MOST_VALUES = 200_000;

/**
 * Reads a JSON file record by record: an array, an object with `contents` (or another usual name), or one record.
 * Holds one record at a time.
 *
 * @param onRecord the record, its place in the file ("contents/36") and the name of the list; the list is null when the
 *   whole file is one record
 * @returns what stands beside the list
 * @param signal gives up; what it was stopped with is thrown
 * @throws {ImportRefused} cut off or not JSON
 */
export async function readJsonRecords(
  stream: Readable,
  file: string,
  onRecord: (record: Record<string, unknown>, pointer: string, list: string | null) => void,
  signal?: AbortSignal,
): Promise<PageFacts> {
  const breath = new Breath(signal);
  const builder = new RecordBuilder(file, onRecord);
  try {
    const tokens = stream.pipe(parserStream({ packValues: true, streamValues: false }));
    stream.once('error', (error) => tokens.destroy(error));
    for await (const token of tokens) {
      builder.take(token as Token);
      if (breath.isDue()) await breath.take();
    }
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    throw new ImportRefused('BROKEN_FILE', `"${file}" is cut off or is not JSON.`);
  } finally {
    stream.destroy();
  }
  return builder.finish();
}

/** Puts tokens together. Levels: 0 outside, 1 in the root, 2 in a list of records or in a record of a root array. */
class RecordBuilder {
  readonly #file: string;
  readonly #onRecord: (record: Record<string, unknown>, pointer: string, list: string | null) => void;
  /** Containers that are open; a list of records is a null, since nothing is collected in it. */
  readonly #open: (Container | null)[] = [];
  readonly #keys: string[] = [];
  #list: string | null = null;
  #index = 0;
  #values = 0;
  #root: Record<string, unknown> | null = null;
  #hasList = false;
  #isWhole = false;

  constructor(file: string, onRecord: (record: Record<string, unknown>, pointer: string, list: string | null) => void) {
    this.#file = file;
    this.#onRecord = onRecord;
  }

  take(token: Token): void {
    switch (token.name) {
      case 'keyValue':
        this.#keys[this.#open.length] = String(token.value);
        break;
      case 'startObject':
        this.#start({});
        break;
      case 'startArray':
        this.#start([]);
        break;
      case 'endObject':
      case 'endArray':
        this.#end();
        break;
      case 'stringValue':
      case 'nullValue':
      case 'trueValue':
      case 'falseValue':
        this.#add(token.value ?? null);
        break;
      case 'numberValue':
        this.#add(exactNumber(String(token.value)));
        break;
    }
  }

  finish(): PageFacts {
    if (!this.#isWhole) throw new ImportRefused('BROKEN_FILE', `"${this.#file}" is cut off or is not JSON.`);
    if (this.#root && !this.#hasList) this.#onRecord(this.#root, '', null);
    const facts: PageFacts = {};
    for (const [name, value] of Object.entries(this.#root ?? {})) {
      if (value === null || typeof value !== 'object') facts[name] = value as string | number | boolean | null;
    }
    return facts;
  }

  #start(container: Container): void {
    const depth = this.#open.length;
    const key = this.#keys[depth] ?? '';
    const isRootList = depth === 0 && Array.isArray(container);
    const isNamedList =
      depth === 1 &&
      Array.isArray(container) &&
      !Array.isArray(this.#open[0]) &&
      this.#open[0] !== null &&
      LISTS.has(key);
    // An organization with its services is one record; a page that names its services is a list.
    const isOneRecord = isNamedList && key === 'services' && this.#root !== null && 'name' in this.#root;
    if (isRootList || (isNamedList && !isOneRecord)) {
      this.#list = isRootList ? '' : key;
      this.#index = 0;
      this.#hasList = true;
      this.#open.push(null);
      return;
    }
    if (depth === 0) this.#root = container as Record<string, unknown>;
    else if (this.#open.at(-1) !== null) this.#add(container);
    else this.#values = 0;
    this.#open.push(container);
  }

  #end(): void {
    const closed = this.#open.pop();
    if (this.#open.length === 0) this.#isWhole = true;
    if (closed === null) {
      this.#list = null;
      return;
    }
    if (this.#list !== null && this.#open.at(-1) === null) {
      const pointer = this.#list === '' ? String(this.#index) : `${this.#list}/${this.#index}`;
      this.#index++;
      if (closed && !Array.isArray(closed)) this.#onRecord(closed, pointer, this.#list);
    }
  }

  #add(value: unknown): void {
    const parent = this.#open.at(-1);
    if (!parent) return;
    if (++this.#values > MOST_VALUES)
      throw new ImportRefused('TOO_BIG', `"${this.#file}" has a record that is too large to be a service.`);
    if (Array.isArray(parent)) parent.push(value);
    else
      Object.defineProperty(parent, this.#keys[this.#open.length] ?? '', {
        value,
        enumerable: true,
        writable: true,
        configurable: true,
      });
  }
}

/** Ids are sometimes numbers too long for a double: those stay text. */
function exactNumber(text: string): number | string {
  const number = Number(text);
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? text : number;
}
