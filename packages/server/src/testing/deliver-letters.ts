// A process of its own that sends what waits in the outbox, for a test that kills it or cannot wait. Its clock is ahead of
// the real one by AHEAD_MS, so that claims of a killed process are old and what is to leave later is due.
import { readConfig } from '../config.ts';
import { deliverLetters } from '../infra/delivery.ts';
import { letters } from '../modules/peers/letters.ts';
import { letters as plansLetters } from '../modules/plans/letters.ts';
import { openKith } from '../open-kith.ts';

const aheadMs = Number(process.env.AHEAD_MS ?? '0');
const kith = await openKith(await readConfig(), { clock: { now: () => new Date(Date.now() + aheadMs) } });
const sent = await deliverLetters(kith, { ...letters, ...plansLetters });
process.stdout.write(`sent ${sent}\n`);
await kith.database.close();
