// Loaded before Kith: says on SIGUSR2 how long its event loop was held at the longest, and begins anew.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 2;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
process.on('SIGUSR2', () => {
  process.stdout.write(
    `held ${(delay.max / 1e6 - RESOLUTION_MS).toFixed(1)} ${(delay.percentile(99) / 1e6).toFixed(1)}\n`,
  );
  delay.reset();
});
