import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from './config.ts';
import { InvalidInput } from './errors.ts';
import type { Kith } from './kith.ts';
import { type ColumnMapping, readMapping } from './modules/directory/import/column-mapping.ts';
import { FORMATS, type Format } from './modules/directory/import/detect.ts';
import { type ImportOptions, importDirectory } from './modules/directory/import/import-directory.ts';
import { assertMapping } from './modules/directory/import/mapping-rules.ts';
import { progressPrinter, suggestionOf, summaryOf } from './modules/directory/import/print-report.ts';
import { ImportRefused, UnknownColumns } from './modules/directory/import/problems.ts';
import { isUrl } from './modules/directory/import/read-source.ts';
import { mappingOf } from './modules/directory/import/suggest-mapping.ts';
import { openKith } from './open-kith.ts';
import { inPlainWords } from './plain-words.ts';

const USAGE = `Brings a directory into Kith.

  npm run import -- SOURCE [--preview] [--format auto|hsds|oruk|ohana|csv] 
                   [--name "Name"] [--partner pk_…] [--licence "Licence"] [--key short-name]
                   [--mapping suggested|columns.json]

  SOURCE      a folder, a file, a zip or an http(s) address
  --preview   show what would be added, changed and removed, row by row, and change nothing
  --format    what it is. auto: Kith finds out; hsds: HSDS 3 JSON, or HSDS CSV tables; oruk: Open Referral UK JSON;
              ohana: Ohana CSV tables; csv: HSDS CSV tables (1.1, 2.0 or 3.0)
  --name      what people see as the source, for example "Trafford directory"
  --partner   the public key of the partner that keeps this directory; people see its name as the source
  --licence   under which licence it may be shown
  --mapping   for a CSV with column names of its own: "suggested" takes what Kith suggests, a JSON file says it:
              { "tables": [{ "file": "*", "columns": { "what_it_is": "service.name" } }], "runsUnlessSaid": true }
              It is remembered with the source. Without it: what is remembered, or the suggestion is shown
  --key       a short name that stays the same; the same key is the same source. Default: the folder's name

An import is all or nothing. Running it again with the same source brings only what has changed; what is gone from the
source is kept, but no longer shown. Rows that cannot be used are listed with file and line and do not stop the others.
It ends with 0 when it worked, and with 1 and one sentence when nothing was changed.
`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  let parsed: ReturnType<typeof read>;
  try {
    parsed = read(args);
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
  const { values, positionals } = parsed;
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const [source] = positionals;
  if (!source || positionals.length > 1) return refuse(`Say one folder, file, zip or web address.\n\n${USAGE}`);
  const format = FORMATS.find((known) => known === values.format);
  if (!format) return refuse(`--format must be one of ${FORMATS.join(', ')}.`);
  return run(source, format, values);
}

function read(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      preview: { type: 'boolean', default: false },
      format: { type: 'string', default: 'auto' },
      name: { type: 'string' },
      licence: { type: 'string' },
      key: { type: 'string' },
      partner: { type: 'string' },
      mapping: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
}

async function run(source: string, format: Format, values: ReturnType<typeof read>['values']): Promise<number> {
  const startedAt = performance.now();
  const printer = progressPrinter(process.stderr);
  let kith: Kith | null = null;
  try {
    kith = await openKith(await readConfig(), {}, { mayJoin: true });
    const keeper = values.partner
      ? await kith.db.partner.findUnique({ where: { publicKey: values.partner }, select: { name: true } })
      : null;
    if (values.partner && !keeper)
      return refuse(`No partner has the public key "${values.partner}". It starts with pk_ and stands in its snippet.`);
    const name = values.name ?? keeper?.name;
    const options: ImportOptions = {
      source: isUrl(source) ? source : path.resolve(source),
      format,
      isPreview: values.preview,
      // Somebody who can run this can reach these addresses anyway.
      mayReachPrivate: true,
      onProgress: printer.show,
      ...(values.key ? { key: values.key } : {}),
      ...(name ? { name } : {}),
      ...(values.licence ? { licence: values.licence } : {}),
      ...(values.mapping && values.mapping !== 'suggested' ? { mapping: await mappingIn(values.mapping) } : {}),
    };
    const result = await importDirectory(kith, options).catch((error: unknown) => {
      if (!(error instanceof UnknownColumns) || values.mapping !== 'suggested' || !kith) throw error;
      return importDirectory(kith, { ...options, mapping: mappingOf(error.tables, false) });
    });
    printer.end();
    process.stdout.write(`${summaryOf(result, (performance.now() - startedAt) / 1000)}\n`);
    return 0;
  } catch (error) {
    printer.end();
    if (error instanceof UnknownColumns) {
      process.stdout.write(`${suggestionOf(error.tables)}\n`);
      return 1;
    }
    const sentence =
      error instanceof ImportRefused || error instanceof InvalidInput ? error.message : inPlainWords(error);
    return refuse(
      sentence ?? `The import broke off and nothing was changed: ${error instanceof Error ? error.message : error}`,
    );
  } finally {
    // Running nodes are told before the connection goes.
    await kith?.signals.close();
    await kith?.database.close();
  }
}

/** @throws {InvalidInput} no such file, or it says nothing that can be used */
async function mappingIn(file: string): Promise<ColumnMapping> {
  const mapping = await readFile(path.resolve(file), 'utf8')
    .then((text) => readMapping(JSON.parse(text)))
    .catch(() => null);
  if (!mapping) throw new InvalidInput(`"${path.basename(file)}" does not say what columns mean. Look at --help.`);
  assertMapping(mapping);
  return mapping;
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence.trimEnd()}\n`);
  return 1;
}
