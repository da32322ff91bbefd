import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../testing/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ isDemo: true });
});
afterAll(() => app.close());

it.each(['/connect', '/back', '/help', '/find', '/console', '/console/requests', '/graphql', '/graphql/errors'])(
  '%s is in nobody else’s frame, names no page that it was reached from and is what it says',
  async (path) => {
    const { headers } = await app.fetch(
      new Request(`http://localhost:4000${path}`, { headers: { accept: 'text/html' } }),
    );
    expect(headers.get('content-type')).toContain('text/html');
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(['no-referrer', 'same-origin']).toContain(headers.get('referrer-policy'));
  },
);
