import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../testing/app.ts';
import { aMailServer } from '../testing/smtp.ts';
import { deliverLetters } from './delivery.ts';
import { createMail, type Mail, NotSent } from './mail.ts';
import type { Letter, Letters } from './outbox.ts';
import { createTextMessages } from './text-message.ts';

const MINUTE_MS = 60_000;
const ID = '00000000-0000-7000-8000-000000000001';

let app: TestApp;
let mailbox: Mail;
beforeAll(async () => {
  app = await createTestApp();
  mailbox = app.kith.mail;
});
beforeEach(async () => {
  await app.kith.db.outboxMessage.deleteMany();
  app.letters.length = 0;
  app.kith.mail = mailbox;
});
afterAll(() => app.close());

function letterTo(to: string, more: Partial<Letter> = {}): Letter {
  return { channel: 'EMAIL', to, subject: 'An update for you', text: 'There is an update.', ...more };
}

/** Puts one letter in the outbox for each kind and lets them be sent. */
async function put(kinds: readonly string[]): Promise<void> {
  await app.kith.db.$transaction(async (tx) => {
    for (const kind of kinds) await app.kith.outbox.put(tx, { kind, subjectId: ID, key: `${kind}:1` });
  });
}

function rowOf(kind: string) {
  return app.kith.db.outboxMessage.findUniqueOrThrow({ where: { key: `${kind}:1` } });
}

describe('the outbox', () => {
  const letters: Letters = { hello: async () => letterTo('jo@example.org') };

  it('sends a letter once, however often it is put there and looked after', async () => {
    await put(['hello']);
    await put(['hello']);
    await Promise.all([deliverLetters(app.kith, letters), deliverLetters(app.kith, letters)]);
    await deliverLetters(app.kith, letters);
    expect(app.letters).toHaveLength(1);
  });

  it('sends nothing of what was not committed', async () => {
    await app.kith.db
      .$transaction(async (tx) => {
        await app.kith.outbox.put(tx, { kind: 'hello', subjectId: ID, key: 'lost' });
        throw new Error('changed my mind');
      })
      .catch(() => undefined);
    expect(await deliverLetters(app.kith, letters)).toBe(0);
  });

  it('waits until the time of a letter has come', async () => {
    const notBefore = new Date(app.clock.now().getTime() + 60 * MINUTE_MS);
    await app.kith.outbox.put(app.kith.db, { kind: 'hello', subjectId: ID, key: 'hello:1', notBefore });
    expect(await deliverLetters(app.kith, letters)).toBe(0);
    app.clock.advance(60 * MINUTE_MS);
    expect(await deliverLetters(app.kith, letters)).toBe(1);
  });

  it('drops a letter that is no longer to be sent, and asks again about one that must wait', async () => {
    const later = new Date(app.clock.now().getTime() + 10 * MINUTE_MS);
    await put(['gone', 'waits']);
    await deliverLetters(app.kith, { gone: async () => null, waits: async () => ({ notBefore: later }) });
    expect((await rowOf('gone')).droppedAt).toEqual(app.clock.now());
    expect(await rowOf('waits')).toMatchObject({ notBefore: later, attempts: 0, sendingAt: null, sentAt: null });
  });

  it('keeps a letter that another version of Kith knows', async () => {
    await put(['tomorrow']);
    await deliverLetters(app.kith, {});
    expect(await rowOf('tomorrow')).toMatchObject({ givenUpAt: null, droppedAt: null, sentAt: null });
  });

  it('takes over from a process that died while sending, under the same name', async () => {
    await put(['hello']);
    let names: string[] = [];
    const sending = Promise.withResolvers<void>();
    app.kith.mail = {
      async send({ messageId }) {
        names.push(messageId);
        sending.resolve();
        await new Promise(() => undefined);
      },
    };
    void deliverLetters(app.kith, letters);
    await sending.promise;
    app.kith.mail = { send: async ({ messageId }) => void names.push(messageId) };
    expect(await deliverLetters(app.kith, letters)).toBe(0);
    app.clock.advance(4 * MINUTE_MS);
    expect(await deliverLetters(app.kith, letters)).toBe(1);
    names = names.toSorted();
    expect(names[0]).toBe(names[1]);
    expect(names[0]).toMatch(/^<[0-9a-f]{32}@localhost>$/);
  });
});

describe('a mail server', () => {
  const letters: Letters = {
    good: async () => letterTo('good@example.org'),
    wrong: async () => letterTo('nobody@example.org'),
    full: async () => letterTo('full@example.org'),
  };
  const answerTo = (recipient: string) =>
    recipient.startsWith('nobody') ? '550 no such mailbox' : recipient.startsWith('full') ? '452 full' : '250 good';

  const useMail = (smtpUrl: string) => {
    app.kith.mail = createMail({ smtpUrl, from: 'An update <no-reply@kith.example.org>', outboxDir: '/nowhere' });
  };

  it('that refuses one letter for good and another for now does not keep the rest', async () => {
    const server = await aMailServer({ answerTo });
    useMail(server.url);
    await put(['wrong', 'full', 'good']);
    expect(await deliverLetters(app.kith, letters)).toBe(1);
    expect(await rowOf('wrong')).toMatchObject({ givenUpAt: app.clock.now(), lastProblem: 'refused' });
    expect(await rowOf('full')).toMatchObject({ givenUpAt: null, lastProblem: 'later', attempts: 1 });
    expect(server.received.map(({ recipients }) => recipients)).toEqual([['good@example.org']]);
    expect(app.logged()).not.toContain('example.org');
    await server.close();
  });

  it('that is down for an hour costs no letter a try, and gets them all when it is back', async () => {
    const server = await aMailServer();
    const port = Number(new URL(server.url).port);
    useMail(server.url);
    await server.close();
    const kinds = ['a', 'b', 'c', 'd', 'e'];
    const many: Letters = Object.fromEntries(kinds.map((kind) => [kind, async () => letterTo(`${kind}@example.org`)]));
    await put(kinds);
    for (let minute = 0; minute < 60; minute++) {
      expect(await deliverLetters(app.kith, many)).toBe(0);
      app.clock.advance(MINUTE_MS);
    }
    expect(await app.kith.db.outboxMessage.count({ where: { givenUpAt: null, sentAt: null } })).toBe(5);
    const back = await aMailServer({}, port);
    app.clock.advance(10 * MINUTE_MS);
    expect(await deliverLetters(app.kith, many)).toBe(5);
    expect(new Set(back.received.map(({ messageId }) => messageId)).size).toBe(5);
    await back.close();
  });

  it('that never takes a letter is left alone after about three days', async () => {
    const server = await aMailServer({ answerTo: () => '451 try later' });
    useMail(server.url);
    await put(['good']);
    let hours = 0;
    for (; hours < 100 && !(await rowOf('good')).givenUpAt; hours++) {
      await deliverLetters(app.kith, letters);
      app.clock.advance(60 * MINUTE_MS);
    }
    expect(hours).toBeGreaterThan(70);
    expect(hours).toBeLessThan(90);
    expect(await rowOf('good')).toMatchObject({ lastProblem: 'later' });
    await server.close();
  }, 20_000);

  it.each([
    'jo@example.org\r\nBcc: eve@example.org',
    'jo@example.org, eve@example.org',
    'Jo <jo@example.org>',
    'jo@example.org\u2028',
    '"jo eve@example.org"@example.org',
  ])('never gets a letter that would go to somebody else too: %j', async (to) => {
    const server = await aMailServer();
    useMail(server.url);
    await put(['sly']);
    await deliverLetters(app.kith, { sly: async () => letterTo(to) });
    expect(server.received).toEqual([]);
    expect(await rowOf('sly')).toMatchObject({ lastProblem: 'unsafe', givenUpAt: app.clock.now() });
    await server.close();
  });

  it('never gets a subject that brings its own headers', async () => {
    const server = await aMailServer();
    const mail = createMail({ smtpUrl: server.url, from: 'no-reply@example.org', outboxDir: '/nowhere' });
    const sly = { to: 'jo@example.org', subject: 'Hello\r\nBcc: eve@example.org', text: 'x', messageId: '<1@x>' };
    await expect(mail.send(sly)).rejects.toThrow(new NotSent('unsafe'));
    await server.close();
  });
});

describe('a text', () => {
  it('is not written to a file in production, where nothing is set up', async () => {
    const texts = createTextMessages({ url: null, secret: null, outboxDir: '/nowhere', isProduction: true });
    await expect(texts.send({ to: '07700 900123', text: 'x', id: '1' })).rejects.toThrow(new NotSent('not set up'));
  });

  it('goes to one phone, in one piece', async () => {
    const texts = createTextMessages({ url: null, secret: null, outboxDir: '/nowhere', isProduction: true });
    for (const to of ['07700900123,07700900124', 'jo', '', '07700900123\n07700900124x'])
      await expect(texts.send({ to, text: 'x', id: '1' })).rejects.toThrow(new NotSent('unsafe'));
    await expect(texts.send({ to: '07700900123', text: 'x'.repeat(161), id: '1' })).rejects.toThrow(NotSent);
    await expect(texts.send({ to: '07700900123', text: 'ж'.repeat(71), id: '1' })).rejects.toThrow(NotSent);
  });
});
