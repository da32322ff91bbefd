import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../testing/app.ts';
import { listen, stopListening } from './listen.ts';
import { serverTimeouts } from './time-outs.ts';

let app: TestApp;
let server: Awaited<ReturnType<typeof listen>>;
let port = 0;
beforeAll(async () => {
  app = await createTestApp();
  server = await listen(app.fetch, 0, 'PORT');
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  await stopListening(server);
  await app.close();
});

/** Sends the start of a request and then a little every half second, until the server has had enough. */
function drip(start: string, drop: string): Promise<{ status: string; ms: number }> {
  const began = performance.now();
  const { promise, resolve } = Promise.withResolvers<{ status: string; ms: number }>();
  let heard = '';
  const socket = connect(port, '127.0.0.1', () => socket.write(start));
  const timer = setInterval(() => socket.write(drop), 500);
  socket.on('data', (bytes) => {
    heard += bytes.toString();
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clearInterval(timer);
    resolve({ status: heard.split('\r\n')[0] ?? '', ms: performance.now() - began });
  });
  return promise;
}

it('cuts off 100 callers who never finish, and answers the others meanwhile', async () => {
  const header = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\n';
  const slow = Array.from({ length: 50 }, () => [
    drip(header, 'X-More: x\r\n'),
    drip(`${header}Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n{"query"`, ' '),
  ]).flat();
  const answer = await fetch(`http://127.0.0.1:${port}/graphql?query={__typename}`);
  expect(await answer.json()).toMatchObject({ data: { __typename: 'Query' } });
  const { requestTimeout, connectionsCheckingInterval } = serverTimeouts;
  for (const { status, ms } of await Promise.all(slow)) {
    expect(status).toBe('HTTP/1.1 408 Request Timeout');
    // Twice the interval and some: the machine may be busy.
    expect(ms).toBeLessThan(requestTimeout + 2 * connectionsCheckingInterval + 5_000);
  }
});
