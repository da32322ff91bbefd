#!/usr/bin/env node
// Stands in for Prisma's native schema engine, which Prisma's CLI would download: the same JSON-RPC over standard input and output, answered by the
// engine's WebAssembly build over an empty PGlite. Enough for `prisma migrate diff`. Used through PRISMA_SCHEMA_ENGINE_BINARY (migration.mjs).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

// The packages belong to the server; look from there.
const fromServer = createRequire(new URL('../../server/package.json', import.meta.url));
const load = (name) => import(fromServer.resolve(name));

const argv = process.argv.slice(2);
if (argv.includes('--version')) {
  process.stdout.write('schema-engine-cli 8.1.0-2\n');
  process.exit(0);
}
const datamodels = argv.flatMap((argument, index) => (argument === '--datamodels' ? [argv[index + 1]] : []));

const CHAR_OID = 18;
const TEXT_OID = 25;

/** An adapter over a new, empty database that lives as long as the engine needs it. */
async function openEmptyDatabase() {
  const [{ PGlite }, { createPgConfig }, { PrismaPg }, { default: pg }] = await Promise.all([
    load('@electric-sql/pglite'),
    load('@electric-sql/pglite/node-postgres'),
    load('@prisma/adapter-pg'),
    load('pg'),
  ]);
  const names = ['pg_trgm', 'unaccent', 'fuzzystrmatch'];
  const extensions = {};
  for (const name of names) extensions[name] = (await load(`@electric-sql/pglite/contrib/${name}`))[name];
  const database = await PGlite.create({ dataDir: 'memory://', extensions });

  // The adapter refuses Postgres' internal "char" type: call it text. The engine crashes over a text in its list of check, exclusion and
  // NOT NULL constraints, which it only counts for warnings: leave that list empty.
  const asKnownType = (result) => {
    for (const field of result?.fields ?? []) {
      if (field.name === 'constraint_type' && result.fields.some((other) => other.name === 'constraint_definition'))
        result.rows = [];
      if (field.dataTypeID === CHAR_OID) field.dataTypeID = TEXT_OID;
    }
    return result;
  };
  class Client extends pg.Client {
    query(...query) {
      // A pool asks with a callback, others with a promise.
      const callback = query.findLastIndex((argument) => typeof argument === 'function');
      if (callback >= 0) {
        const done = query[callback];
        query[callback] = (error, result) => done(error, asKnownType(result));
      }
      const answer = super.query(...query);
      return typeof answer?.then === 'function' ? answer.then(asKnownType) : answer;
    }
  }
  const config = createPgConfig(database);
  // PGlite's connection takes pg's type overrides for a list of OIDs; leave them out.
  const parse = config.connection.parse.bind(config.connection);
  config.connection.parse = (query) => parse({ name: query.name, text: query.text });
  const pool = new pg.Pool({ ...config, max: 1, idleTimeoutMillis: 0, Client });
  const adapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
  // The adapter's own version splits at every ";", also inside a function's body.
  adapter.executeScript = async (script) => {
    await database.exec(script);
  };
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose();
    await database.close();
  };
  return adapter;
}

// The engine names the reason of a crash here, and the crash itself says nothing.
let crashReason = 'the engine crashed';
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message(message) {
    crashReason = message;
  },
};

async function startEngine() {
  const [{ bindMigrationAwareSqlAdapterFactory }, engineModule] = await Promise.all([
    load('@prisma/driver-adapter-utils'),
    load('@prisma/schema-engine-wasm/schema_engine_bg'),
  ]);
  const wasm = fromServer.resolve('@prisma/schema-engine-wasm').replace(/schema_engine\.js$/, 'schema_engine_bg.wasm');
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), { './schema_engine_bg.js': engineModule });
  engineModule.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const files = datamodels.map((file) => [file, readFileSync(file, 'utf8')]);
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: openEmptyDatabase,
    connectToShadowDb: openEmptyDatabase,
  });
  return engineModule.SchemaEngine.new({ datamodels: files.length > 0 ? files : undefined }, () => undefined, factory);
}

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

// A crash of the engine must never look like "no difference".
process.on('uncaughtException', (error) => {
  process.stderr.write(`${crashReason}\n${error.message}\n`);
  send({
    id: current,
    error: {
      code: 4466,
      message: crashReason,
      data: { is_panic: true, message: crashReason, error_code: null, meta: null },
    },
  });
  process.exit(1);
});

let engine;
let current = null;
let printed = 0;

async function answer(line) {
  const request = JSON.parse(line);
  // Without a method it is the reply to our own "print".
  if (!request.method) return;
  current = request.id;
  try {
    engine ??= await startEngine();
    const result = await engine[request.method](request.params ?? {});
    if (request.method === 'diff' && result?.stdout) {
      printed += 1;
      send({ id: 1_000_000 + printed, method: 'print', params: { content: result.stdout } });
    }
    send({ id: request.id, result: result ?? {} });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    send({
      id: request.id,
      error: {
        code: 4466,
        message: 'An error happened. Check the data field for details.',
        data: { is_panic: false, message, error_code: null, meta: null },
      },
    });
  }
}

let queue = Promise.resolve();
const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
lines.on('line', (line) => {
  queue = queue.then(() => answer(line));
});
lines.on('close', () => queue.then(() => process.exit(0)));
