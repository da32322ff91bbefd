import type { ImportResult } from './import-directory.ts';
import type { ImportProgress } from './progress.ts';
import type { Outcome, Reason } from './report.ts';
import type { SuggestedTable } from './suggest-mapping.ts';

const SHOWN = 20;
const SHOWN_IN_PREVIEW = 200;

/** The report of an import as a person at a keyboard reads it. */
export function summaryOf(result: ImportResult, seconds: number): string {
  const lines = [
    `${result.isPreview ? 'Preview of' : 'Imported'} "${result.name}" (${formatName(result)}) in ${seconds.toFixed(1)} s.`,
    '',
    row(['', 'added', 'changed', 'removed', 'the same']),
  ];
  for (const [name, counts] of [
    ['organizations', result.organizations],
    ['services', result.services],
    ['locations', result.locations],
  ] as const) {
    lines.push(row([name, counts.added, counts.changed, counts.removed, counts.unchanged]));
  }
  lines.push('');
  lines.push(
    `  ${plural(result.unsure, 'record')} to look at (unsure), ${plural(result.refused, 'row')} not usable, ${plural(result.repaired, 'record')} repaired.`,
  );
  const most = result.isPreview ? SHOWN_IN_PREVIEW : SHOWN;
  const outcomes: Outcome[] = result.isPreview
    ? ['refused', 'unsure', 'removed', 'changed', 'added', 'repaired']
    : ['refused', 'unsure', 'repaired'];
  for (const outcome of outcomes) lines.push(...listOf(result, outcome, most));
  lines.push('');
  if (result.isPreview) lines.push('Nothing was changed. Run it again without --preview to apply it.');
  else if (result.added + result.changed + result.removed === 0)
    lines.push('Everything was already as in the source; nothing was changed.');
  else lines.push('Done. Everything above is applied.');
  return lines.join('\n');
}

function listOf(result: ImportResult, outcome: Outcome, most: number): string[] {
  const reasons = result.report.reasonsOf(outcome);
  if (reasons.length === 0) return [];
  const total = result.report.reasonCount(outcome);
  const shown = result.isPreview ? reasons : withoutRepetition(reasons);
  const lines = ['', `${HEADINGS[outcome]}:`, ...shown.slice(0, most).map((reason) => `  ${lineOf(reason)}`)];
  const left = total - Math.min(most, shown.length);
  if (left > 0) lines.push(`  … and ${left} more${result.isPreview ? '' : ' (--preview lists more of them)'}.`);
  return lines;
}

/** Three of a kind are enough to understand it. */
function withoutRepetition(reasons: readonly Reason[]): Reason[] {
  const seen = new Map<string, number>();
  return reasons.filter(({ entity, reason }) => {
    const kind = `${entity} ${reason.replace(/"[^"]*"|\d+/g, '')}`;
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    return entity === 'service' || (seen.get(kind) ?? 0) <= 3;
  });
}

const HEADINGS: Readonly<Record<Outcome, string>> = {
  refused: 'Not usable (not imported; what was known of them before stays)',
  unsure: 'Unsure (imported; please look)',
  removed: 'Removed',
  changed: 'Changed',
  added: 'Added',
  repaired: 'Repaired or left out',
};

function lineOf({ file, line, entity, recordId, title, reason }: Reason): string {
  const where = file === null ? '' : `${file}${line === null ? '' : `:${line}`}  `;
  const what = title ? `"${shortened(printable(title))}"` : recordId ? shortened(printable(recordId)) : '';
  const record = [entity.replaceAll('_', ' '), what].filter((part) => part !== '').join(' ');
  return `${printable(where)}${record}: ${printable(reason)}`;
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79).trimEnd()}…` : text;
}

/** Names in a source must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ');
}

function row(cells: readonly (string | number)[]): string {
  return `  ${cells.map((cell, index) => (index === 0 ? String(cell).padEnd(14) : String(cell).padStart(10))).join('')}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function formatName({ format }: ImportResult): string {
  return { HSDS_JSON: 'HSDS / Open Referral UK JSON', HSDS_CSV: 'HSDS CSV', OHANA_CSV: 'Ohana CSV', CSV: 'CSV' }[
    format
  ];
}

const PHASES: Readonly<Record<ImportProgress['phase'], string>> = {
  reading: 'Reading',
  sorting: 'Checking',
  writing: 'Comparing and writing',
};

/** A bar that redraws itself on a terminal; one plain line for each phase elsewhere. */
export function progressPrinter(out: { isTTY?: boolean; write(text: string): unknown }): {
  show(progress: ImportProgress): void;
  end(): void;
} {
  let lastAt = 0;
  let lastPhase: string | null = null;
  return {
    show({ phase, done, total }) {
      if (!out.isTTY) {
        if (phase !== lastPhase) out.write(`${PHASES[phase]} …\n`);
        lastPhase = phase;
        return;
      }
      const now = performance.now();
      if (phase === lastPhase && now - lastAt < 80 && done !== total) return;
      lastAt = now;
      lastPhase = phase;
      const share = total ? Math.min(1, done / total) : 0;
      const bar = total
        ? `[${'='.repeat(Math.round(share * 30)).padEnd(30)}] ${Math.round(share * 100)} %`
        : `${done} records`;
      out.write(`\r\u001b[K${PHASES[phase]} ${bar}`);
    },
    end() {
      if (out.isTTY && lastPhase !== null) out.write('\r\u001b[K');
    },
  };
}

/** What the columns of a CSV probably mean, to be looked at at a keyboard. */
export function suggestionOf(tables: readonly SuggestedTable[]): string {
  const lines = ['Kith does not know the names of these columns. This is what they probably mean:'];
  for (const { file, columns } of tables) {
    lines.push('', `${printable(file)}:`);
    for (const { column, target, reason } of columns)
      lines.push(`  ${printable(column).padEnd(32)} ${(target ?? 'left out').padEnd(28)} ${reason}`);
  }
  lines.push(
    '',
    'Nothing was changed. To read it so, and to remember it for this source: run it again with --mapping suggested.',
    'To put something right first, add the source in the console under "Imports", or give a file: --mapping columns.json.',
  );
  return lines.join('\n');
}
