import { DEMO_SOURCE, seedDemoTown } from '../../../prisma/seed/seed.ts';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { createDemoPartner } from './http/demo-partner.ts';
import { listen, stopListening } from './http/listen.ts';
import { startJobs } from './infra/jobs.ts';
import type { Kith } from './kith.ts';
import { assertKeysOpenRequests } from './modules/peers/key-check.ts';
import { inPlainWords } from './plain-words.ts';

/** Starts Kith; returns how to stop it. */
async function start(): Promise<() => Promise<void>> {
  const config = await readConfig();
  const app = await createApp(config);
  const stops: (() => Promise<void>)[] = [app.close];
  const stop = async () => {
    while (stops.length > 0) await stops.pop()?.();
  };
  try {
    await assertKeysOpenRequests(app.kith);
    if (config.isDemo) await moveIntoDemoTown(app.kith);
    stops.push(await startJobs(app.kith, app.jobs));
    const server = await listen(app.fetch, config.port, 'PORT');
    stops.push(() => {
      app.endStreams();
      return stopListening(server);
    });
    if (config.partnerPort !== null) {
      const partner = await listen(createDemoPartner(config).fetch, config.partnerPort, 'PARTNER_PORT');
      stops.push(() => stopListening(partner));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  process.stdout.write(`Kith is ready on ${config.publicUrl}\n`);
  if (config.partnerPort !== null) {
    process.stdout.write(`A demo partner's page is on http://localhost:${config.partnerPort}\n`);
  }
  return stop;
}

/** A new database gets the demo town. One that holds somebody's directory gets it only when asked. */
async function moveIntoDemoTown(kith: Kith): Promise<void> {
  const others = await kith.db.directorySource.count({ where: { key: { not: DEMO_SOURCE } } });
  const town = await kith.db.directorySource.count({ where: { key: DEMO_SOURCE } });
  if (kith.config.isDemoAsked || town > 0 || others === 0) return seedDemoTown(kith);
  process.stdout.write(
    'This database holds a directory already, so the demo town was left out. KITH_DEMO=1 npm start adds it.\n',
  );
}

try {
  const stop = await start();
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      void stop().then(() => process.exit(0));
    });
  }
} catch (error) {
  const sentence = inPlainWords(error);
  if (sentence === null) throw error;
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}
