import { readConfig } from './config.ts';
import type { Kith } from './kith.ts';
import { staffCommand } from './modules/people/staff-command.ts';
import { openKith } from './open-kith.ts';
import { inPlainWords } from './plain-words.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  let kith: Kith | null = null;
  try {
    kith = await openKith(await readConfig(), {}, { mayJoin: true });
    process.stdout.write(await staffCommand(kith, args));
    return 0;
  } catch (error) {
    process.stderr.write(`${inPlainWords(error) ?? `That did not work. ${error}`}\n`);
    return 1;
  } finally {
    await kith?.database.close();
  }
}
