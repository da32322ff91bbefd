import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import { csvLine } from '../modules/directory/exporting/spool.ts';
import { createTestApp, type TestApp } from '../testing/app.ts';
import { addServices } from '../testing/directory.ts';
import { fromElsewhere } from '../testing/peers.ts';

let app: TestApp;
let all: Awaited<ReturnType<typeof addServices>>;
beforeAll(async () => {
  app = await createTestApp({ trustedProxies: 1 });
  all = await addServices(app, [
    { name: '=HYPERLINK("http://evil.example.org")', phones: ['+44 1632 960100'], terms: ['Food'] },
    { name: 'Chess, "and" a cuppa', description: 'Two\nlines', assuredAt: app.clock.now() },
    { name: 'A refuge', places: [{ isSensitive: true, address1: '12 Hidden Street', postalCode: 'M99 9ZZ' }] },
    { name: 'Nobody checked this', status: 'UNVERIFIED' },
    { name: 'Gone', removedAt: app.clock.now() },
    ...Array.from({ length: 120 }, (_, n) => ({ name: `Group ${n}` })),
  ]);
});
afterAll(() => app.close());

function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return app.fetch(
    new Request(`http://localhost:4000${path}`, { method, headers: { ...fromElsewhere(), ...headers } }),
  );
}

async function bytesOf(path: string): Promise<Buffer> {
  return Buffer.from(await (await get(path)).arrayBuffer());
}

function unzip(bytes: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    const files = new Map<string, string>();
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, async (problem, stream) => {
          if (problem) return reject(problem);
          const parts: Buffer[] = [];
          for await (const part of stream) parts.push(part as Buffer);
          files.set(entry.fileName, Buffer.concat(parts).toString('utf8'));
          zip.readEntry();
        });
      });
      zip.on('end', () => resolve(files));
      zip.readEntry();
    });
  });
}

it('says that there is nothing yet before the first night', async () => {
  const answer = await get('/export/manifest.json');
  expect(answer.status).toBe(404);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
});

describe('after a night', () => {
  beforeAll(() => app.runJob('make export'));

  it('lists its files with counts, sizes and sha256 that are true', async () => {
    const manifest = (await (await get('/export/')).json()) as {
      made_at: string;
      files: { name: string; url: string; bytes: number; sha256: string; records: number }[];
    };
    expect(manifest.made_at).toBe(app.clock.now().toISOString());
    expect(manifest.files.map(({ name }) => name)).toEqual([
      'hsds-csv.zip',
      'organizations.ndjson.gz',
      'services.ndjson.gz',
      'taxonomy_terms.ndjson.gz',
    ]);
    for (const { name, bytes, sha256 } of manifest.files) {
      const read = await bytesOf(`/export/${name}`);
      expect(read.length).toBe(bytes);
      expect(createHash('sha256').update(read).digest('hex')).toBe(sha256);
    }
    expect(manifest.files.find(({ name }) => name.startsWith('services'))?.records).toBe(123);
  });

  it('has every open service as HSDS, each with its source and licence, and nothing that is hidden', async () => {
    const text = gunzipSync(await bytesOf('/export/services.ndjson.gz')).toString('utf8');
    const records = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records).toHaveLength(123);
    for (const { kith } of records)
      expect(kith.provenance).toMatchObject({ source: 'The test directory', licence: 'OGL-UK-3.0' });
    expect(text).not.toMatch(/Hidden Street|M99|Nobody checked|"Gone"/);
    const refuge = records.find(({ name }) => name === 'A refuge');
    expect(refuge.service_at_locations[0].location).toEqual({
      id: expect.any(String),
      location_type: 'physical',
      kith: { is_sensitive: true },
    });
  });

  it('has the same as tables, whose cells are no formulae', async () => {
    const files = await unzip(await bytesOf('/export/hsds-csv.zip'));
    expect([...files.keys()]).toContain('datapackage.json');
    const services = files.get('services.csv') ?? '';
    expect(services).toContain(`"'=HYPERLINK(""http://evil.example.org"")"`);
    expect(services).toContain('"Chess, ""and"" a cuppa"');
    expect(files.get('phones.csv')).toContain(',+44 1632 960100,');
    expect(files.get('locations.csv')).toContain(',-2.3188');
    expect(files.get('provenance.csv')).toContain(`service,${all[0]?.id},The test directory,${all[0]?.id},OGL-UK-3.0`);
    expect([...files.values()].join('\n')).not.toMatch(/Hidden Street|M99/);
  });

  it('goes on where a download broke off, and answers 304 to who has it', async () => {
    const whole = await bytesOf('/export/services.ndjson.gz');
    const etag = (await get('/export/services.ndjson.gz', {}, 'HEAD')).headers.get('etag') ?? '';
    expect((await get('/export/services.ndjson.gz', { 'if-none-match': etag })).status).toBe(304);
    const rest = await get('/export/services.ndjson.gz', { range: 'bytes=100-', 'if-range': etag });
    expect(rest.status).toBe(206);
    expect(rest.headers.get('content-range')).toBe(`bytes 100-${whole.length - 1}/${whole.length}`);
    expect(Buffer.from(await rest.arrayBuffer()).equals(whole.subarray(100))).toBe(true);
    const last = await get('/export/services.ndjson.gz', { range: 'bytes=-10' });
    expect(Buffer.from(await last.arrayBuffer()).equals(whole.subarray(-10))).toBe(true);
    expect((await get('/export/services.ndjson.gz', { range: `bytes=${whole.length}-` })).status).toBe(416);
    expect((await get('/export/services.ndjson.gz', { range: 'bytes=0-1,5-6' })).status).toBe(200);
    expect((await get('/export/services.ndjson.gz', { range: 'bytes=5-', 'if-range': '"old"' })).status).toBe(200);
  });

  it.each(['..%2F..%2Fetc%2Fpasswd', 'x', 'services.ndjson.gz%00', 'datapackage.json'])(
    'has no file %s',
    async (name) => {
      expect((await get(`/export/${name}`)).status).toBe(404);
    },
  );

  it('can only be read, and not without end', async () => {
    expect((await get('/export/services.ndjson.gz', {}, 'DELETE')).status).toBe(405);
    const from = fromElsewhere();
    let last = await get('/export', from);
    for (let n = 0; n < 30; n++) last = await get('/export', from);
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('makes no second package on the same day, keeps yesterday’s for downloads under way, and no more', async () => {
    await app.runJob('make export');
    expect(await app.kith.db.exportPackage.count()).toBe(1);
    for (let day = 0; day < 3; day++) {
      app.clock.advance(24 * 60 * 60 * 1000);
      await app.runJob('make export');
    }
    expect(await app.kith.db.exportPackage.count()).toBe(2);
  });
});

it.each(['=1+1', '+1+cmd|x', '-2+3', '@SUM(A1)', '\t=1', '\r=1'])('defuses %j', (text) => {
  expect(csvLine([text])).toMatch(/^"?'/);
});
