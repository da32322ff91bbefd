import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { freePort, startKith } from '../support/kith.ts';
import { brotliSize, installPeers, peerSizes } from './widget-peers.ts';

// What a visitor's browser fetches before the first search, beside other makers' widgets, and how it feels on a slow phone:
// `npm run bench:widget`. The others, and Lighthouse, are installed into .kith/bench. KITH_BENCH_ROUNDS=3: the phone, so often. Ends with 1
// when a goal is missed.

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = path.join(root, '.kith', 'bench');
const widget = path.join(root, 'packages', 'widget');
const rounds = Number(process.env.KITH_BENCH_ROUNDS ?? 3);
const print = (line = ''): unknown => process.stdout.write(`${line}\n`);

/** The same files that the gate holds to their budgets. */
const { default: budgets } = (await import(pathToFileURL(path.join(widget, '.size-limit.mjs')).href)) as {
  default: { name: string; path: string[] }[];
};
const ours = budgets
  .filter((budget) => budget.path.every((file) => !file.includes('?')))
  .map((budget) => ({
    name: `Kith: ${budget.name}`,
    bytes: budget.path.reduce((sum, file) => sum + brotliSize(readFileSync(path.join(widget, file))), 0),
  }));

/** A phone of some years ago on a bad line. */
const phone = { cpu: 4, kilobitsPerSecond: 400, latencyMs: 400, width: 360, height: 640 };

const goals = { usableMs: 2500, shift: 0, longestTaskMs: 50, performance: 0.98, accessibility: 1 };

interface Feel {
  usableMs: number;
  shift: number;
  longestTaskMs: number;
}

async function measurePhone(browser: Awaited<ReturnType<typeof launch>>, address: string): Promise<Feel> {
  const context = await browser.newContext({
    viewport: { width: phone.width, height: phone.height },
    isMobile: true,
    hasTouch: true,
  });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  const bytesPerSecond = (phone.kilobitsPerSecond * 1000) / 8;
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: phone.latencyMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: phone.cpu });
  await page.addInitScript(() => {
    const seen = { usableMs: 0, shift: 0, longestTaskMs: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as unknown as { value: number; hadRecentInput: boolean };
        if (!hadRecentInput) seen.shift += value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
        // After the page itself has loaded: what happens then is what somebody who reads or types would feel.
        if (page && page.loadEventEnd > 0 && startTime > page.loadEventEnd)
          seen.longestTaskMs = Math.max(seen.longestTaskMs, duration);
      }
    }).observe({ type: 'longtask', buffered: true });
    // Somebody who came for this: down to the widget as soon as there is a page.
    addEventListener('DOMContentLoaded', () => document.querySelector('kith-widget')?.scrollIntoView());
    document.addEventListener('kith:ready', () =>
      requestAnimationFrame(() =>
        setTimeout(() => {
          seen.usableMs = performance.now();
        }),
      ),
    );
  });
  await page.goto(address, { waitUntil: 'load', timeout: 60_000 });
  await page.waitForFunction(() => (window as unknown as { seen: { usableMs: number } }).seen.usableMs > 0, undefined, {
    timeout: 60_000,
  });
  const field = page.locator('kith-widget').getByLabel('What would help?');
  await field.fill('meet people');
  await field.press('Enter');
  await page.locator('kith-widget').getByRole('heading', { level: 3 }).first().waitFor({ timeout: 60_000 });
  const feel = await page.evaluate(() => (window as unknown as { seen: Feel }).seen);
  await context.close();
  return feel;
}

function launch(port: number) {
  return chromium.launch({
    executablePath: process.env.KITH_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      `--remote-debugging-port=${port}`,
    ],
  });
}

print('Bytes before the first search works (brotli 11; script and style sheet of each, minified by esbuild)\n');
installPeers(folder);
for (const { name, bytes } of [...ours, ...(await peerSizes(folder))]) {
  print(`  ${name.padEnd(56)} ${typeof bytes === 'number' ? `${(bytes / 1000).toFixed(1)} kB` : bytes}`);
}

const median = (figures: number[]): number =>
  figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
let hasMissed = false;
/** A figure with its goal beside it. */
function against(figure: number, goal: number, isMet: boolean, digits = 0): string {
  if (!isMet) hasMissed = true;
  return `${figure.toFixed(digits)} (${goal}${isMet ? '' : ', missed'})`;
}
const atMost = (figure: number, goal: number, digits?: number): string => against(figure, goal, figure <= goal, digits);
const atLeast = (figure: number, goal: number): string => against(figure, goal, figure >= goal, 2);

const kith = await startKith();
const port = await freePort();
const browser = await launch(port);
try {
  print(
    `\nThe demo partner's page on a slow phone (CPU ÷ ${phone.cpu}, ${phone.kilobitsPerSecond} kbps, ${phone.latencyMs} ms), median of ${rounds} rounds\n`,
  );
  // The first one also waits for what Kith and the browser do once.
  await measurePhone(browser, kith.partnerUrl);
  const felt: Feel[] = [];
  for (let round = 1; round <= rounds; round += 1) felt.push(await measurePhone(browser, kith.partnerUrl));
  const usableMs = median(felt.map((one) => one.usableMs));
  const shift = Math.max(...felt.map((one) => one.shift));
  const longestTaskMs = median(felt.map((one) => one.longestTaskMs));
  print(
    `  usable after ms: ${atMost(usableMs, goals.usableMs)} · layout shift: ${atMost(shift, goals.shift, 3)} · longest task after load, ms: ${atMost(longestTaskMs, goals.longestTaskMs)}`,
  );
  const { default: lighthouse } = await import(
    pathToFileURL(path.join(folder, 'node_modules', 'lighthouse', 'core', 'index.js')).href
  );
  const { lhr } = await lighthouse(kith.partnerUrl, {
    port,
    onlyCategories: ['performance', 'accessibility'],
    logLevel: 'silent',
  });
  print(
    `\nLighthouse ${lhr.lighthouseVersion}, the same page: performance: ${atLeast(lhr.categories.performance.score, goals.performance)} · accessibility: ${atLeast(lhr.categories.accessibility.score, goals.accessibility)} · this machine's benchmarkIndex: ${Math.round(lhr.environment.benchmarkIndex)}`,
  );
  for (const audit of Object.values(lhr.audits) as {
    id: string;
    score: number | null;
    displayValue?: string;
    scoreDisplayMode: string;
  }[]) {
    const counts = audit.scoreDisplayMode === 'binary' || audit.scoreDisplayMode === 'numeric';
    if (counts && audit.score !== null && audit.score < 0.9)
      print(`  ${audit.id}: ${audit.displayValue ?? audit.score}`);
  }
} finally {
  await browser.close();
  await kith.stop();
}
process.exitCode = hasMissed ? 1 : 0;
