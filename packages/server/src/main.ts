import { serve } from '@hono/node-server';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';

const config = await readConfig();
const app = await createApp(config);
const server = serve({ fetch: app.fetch, port: config.port }, () => {
  process.stdout.write(`Kith is ready on ${config.publicUrl}\n`);
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close(() => void app.close().then(() => process.exit(0)));
  });
}
