#!/usr/bin/env node
// Drop-in replacement for Prisma's native `schema-engine` binary:
// speaks the same JSON-RPC-over-stdio protocol, but runs @prisma/schema-engine-wasm
// through a driver adapter.  Use with PRISMA_SCHEMA_ENGINE_BINARY=<this file>.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import readline from 'node:readline';

const require = createRequire(import.meta.url);

const argv = process.argv.slice(2);
if (argv.includes('--version')) {
  console.log('schema-engine-cli wasm-shim ' + '8.1.0-2');
  process.exit(0);
}
const datamodels = [];
let datasource = {};
let sub = null;
for (let i = 0; i < argv.length; i++) {
  if (argv[i] === '--datamodels') datamodels.push(argv[++i]);
  else if (argv[i] === '--datasource') datasource = JSON.parse(argv[++i]);
  else if (argv[i] === '--enabled-preview-features' || argv[i] === '--extension-types') i++;
  else if (argv[i] === 'cli') sub = argv[i + 1];
}
const url = datasource.url ?? process.env.DATABASE_URL ?? '';
// the engine's catalogue queries return Postgres's internal "char" type (oid 18), which
// @prisma/adapter-pg reports as Character and the Wasm engine then refuses; call it text.
const pgMod = (await import('pg')).default;
const fix = (r) => {
  for (const f of r?.fields ?? []) if (f.dataTypeID === 18) f.dataTypeID = 25;
  return r;
};
class Client extends pgMod.Client {
  query(...a) {
    const cb = a.findLastIndex((x) => typeof x === 'function');
    if (cb >= 0) {
      const f = a[cb];
      a[cb] = (e, r) => f(e, fix(r));
      return super.query(...a);
    }
    const r = super.query(...a);
    return typeof r?.then === 'function' ? r.then(fix) : r;
  }
}
const usePglite =
  url === '' || url.startsWith('pglite:') || url.startsWith('file:') || process.env.SCHEMA_ENGINE_PGLITE === '1';

async function makeFactory() {
  const { bindMigrationAwareSqlAdapterFactory } = await import('@prisma/driver-adapter-utils');
  const { PrismaPg } = await import('@prisma/adapter-pg');
  const pg = pgMod;
  // @prisma/adapter-pg: executeScript() splits naively on ';' (breaks $$ bodies, not atomic) and
  // connectToShadowDb() with a connectionString connects to the MAIN database. Replace both.
  const patch = (adapter, exec, onDispose) => {
    adapter.executeScript = async (script) => {
      try {
        await exec(script);
      } catch (e) {
        adapter.onError(e);
      }
    };
    if (onDispose) {
      const d = adapter.dispose.bind(adapter);
      adapter.dispose = async () => {
        await d();
        await onDispose();
      };
    }
    return adapter;
  };
  if (!usePglite) {
    const open = async (u, onDispose) => {
      const pool = new pg.Pool({ connectionString: u, Client, max: 4 });
      const a = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
      return patch(a, (sql) => pool.query(sql), onDispose);
    };
    return bindMigrationAwareSqlAdapterFactory({
      provider: 'postgres',
      adapterName: '@prisma/adapter-pg',
      connect: () => open(url),
      connectToShadowDb: async () => {
        if (datasource.shadowDatabaseUrl) return open(datasource.shadowDatabaseUrl);
        const name = 'prisma_migrate_shadow_db_' + globalThis.crypto.randomUUID();
        const admin = async (sql) => {
          const c = new pg.Client({ connectionString: url });
          await c.connect();
          try {
            await c.query(sql);
          } finally {
            await c.end();
          }
        };
        await admin(`CREATE DATABASE "${name}"`);
        const u = new URL(url);
        u.pathname = '/' + name;
        return open(String(u), () => admin(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
      },
    });
  }
  const { PGlite } = await import('@electric-sql/pglite');
  const { createPgConfig } = await import('@electric-sql/pglite/node-postgres');
  const exts = await contrib();
  const dir = /^(pglite|file):/.test(url) ? url.replace(/^(pglite|file):(\/\/)?/, '') : 'memory://';
  const open = async (d) => {
    const db = await PGlite.create({ dataDir: d, extensions: exts });
    const cfg = createPgConfig(db);
    const parse = cfg.connection.parse.bind(cfg.connection);
    cfg.connection.parse = (q) => parse({ name: q.name, text: q.text }); // pglite 0.5.16 bug: takes pg's TypeOverrides for an OID list
    const pool = new pg.Pool({ ...cfg, max: 1, idleTimeoutMillis: 0, Client });
    return patch(
      await new PrismaPg(pool, { disposeExternalPool: true }).connect(),
      (sql) => pool.query(sql),
      () => db.close(),
    );
  };
  return bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => open(dir),
    connectToShadowDb: () => open('memory://'),
  });
}
async function contrib() {
  const out = {};
  for (const n of [
    'pg_trgm',
    'unaccent',
    'cube',
    'earthdistance',
    'fuzzystrmatch',
    'pgcrypto',
    'btree_gin',
    'btree_gist',
    'citext',
  ])
    out[n] = (await import(`@electric-sql/pglite/contrib/${n}`))[n];
  return out;
}
let enginePromise;
async function engine() {
  return (enginePromise ??= (async () => {
    const bg = await import('@prisma/schema-engine-wasm/schema_engine_bg');
    const dir = require.resolve('@prisma/schema-engine-wasm').replace(/schema_engine\.js$/, '');
    const { instance } = await WebAssembly.instantiate(fs.readFileSync(dir + 'schema_engine_bg.wasm'), {
      './schema_engine_bg.js': bg,
    });
    bg.__wbg_set_wasm(instance.exports);
    instance.exports.__wbindgen_start();
    const files = datamodels.map((p) => [p, fs.readFileSync(p, 'utf8')]);
    return bg.SchemaEngine.new(
      { datamodels: files.length ? files : undefined },
      (l) => process.env.DEBUG && console.error(l),
      await makeFactory(),
    );
  })());
}
function errObj(e) {
  const msg = e?.message ?? String(e);
  let data;
  try {
    data = JSON.parse(msg);
  } catch {}
  const d =
    data?.error_code || data?.message
      ? data
      : { is_panic: false, message: msg, error_code: e?.code ?? null, meta: null };
  return {
    code: 4466,
    message: 'An error happened. Check the data field for details.',
    data: { is_panic: false, message: d.message ?? msg, error_code: d.error_code ?? null, meta: d.meta ?? null },
  };
}
if (sub) {
  const pg = (await import('pg')).default;
  if (usePglite) process.exit(0);
  const u = new URL(url);
  const dbName = decodeURIComponent(u.pathname.slice(1));
  const fail = (code, message) => {
    console.error(
      JSON.stringify({
        timestamp: new Date().toISOString(),
        level: 'ERROR',
        fields: { is_panic: false, message, error_code: code },
        target: 'schema_engine::logger',
      }),
    );
    process.exit(1);
  };
  if (sub === 'can-connect-to-database') {
    const c = new pg.Client({ connectionString: url });
    try {
      await c.connect();
      await c.end();
      process.exit(0);
    } catch (e) {
      fail(e.code === '3D000' ? 'P1003' : 'P1001', e.message);
    }
  } else if (sub === 'create-database') {
    const a = new URL(url);
    a.pathname = '/postgres';
    const c = new pg.Client({ connectionString: String(a) });
    try {
      await c.connect();
      await c.query(`CREATE DATABASE "${dbName.replace(/"/g, '""')}"`);
      await c.end();
      process.exit(0);
    } catch (e) {
      fail('P1010', e.message);
    }
  } else process.exit(1);
} else {
  const rl = readline.createInterface({ input: process.stdin, crlfDelay: Infinity });
  let chain = Promise.resolve();
  rl.on('line', (line) => {
    chain = chain.then(() => handle(line));
  });
  rl.on('close', async () => {
    await chain;
    process.exit(0);
  });
  let pid = 1e6;
  async function handle(line) {
    let req;
    try {
      req = JSON.parse(line);
    } catch {
      return;
    }
    if (!req.method) return; // reply to our own 'print'
    const send = (o) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id: req.id, ...o }) + '\n');
    try {
      const e = await engine();
      let r;
      const p = req.params ?? {};
      switch (req.method) {
        case 'getDatabaseVersion':
          r = await e.version(p);
          break;
        case 'createDatabase':
          r = { databaseName: '' };
          break;
        case 'ensureConnectionValidity':
          r = (await e.ensureConnectionValidity(p)) ?? {};
          break;
        case 'diff': {
          r = await e.diff(p);
          if (r?.stdout != null)
            process.stdout.write(
              JSON.stringify({ jsonrpc: '2.0', id: ++pid, method: 'print', params: { content: r.stdout } }) + '\n',
            );
          break;
        }
        default:
          if (typeof e[req.method] !== 'function') throw new Error('unknown method ' + req.method);
          r = await e[req.method](p);
      }
      send({ result: r ?? {} });
    } catch (err) {
      if (process.env.DEBUG) console.error(err);
      send({ error: errObj(err) });
    }
  }
}
