import { expect, it } from 'vitest';
import type { ImportResult } from './import-directory.ts';
import { progressPrinter, summaryOf } from './print-report.ts';
import { type Reason, ReportBook } from './report.ts';

const NONE = { added: 0, changed: 0, removed: 0, unchanged: 0 };
const refused: Reason = {
  file: 'phones.csv',
  line: 3,
  entity: 'phone',
  recordId: '2',
  title: null,
  outcome: 'refused',
  reason: 'It does not say what it belongs to.',
};

function aResult(reasons: Reason[], more: Partial<ImportResult> = {}): ImportResult {
  const report = new ReportBook();
  for (const reason of reasons) report.add(reason);
  return {
    key: 'town',
    name: 'Town',
    format: 'HSDS_CSV',
    isPreview: false,
    organizations: NONE,
    services: NONE,
    locations: NONE,
    added: 0,
    changed: 0,
    removed: 0,
    unsure: 0,
    refused: report.records('refused'),
    repaired: 0,
    reasons: report.reasons(),
    report,
    ...more,
  };
}

it('says by file and line what was refused, and that nothing changed', () => {
  const text = summaryOf(aResult([refused]), 1.5);
  expect(text).toContain('phones.csv:3  phone 2: It does not say what it belongs to.');
  expect(text).toContain('1 row not usable');
  expect(text).toContain('nothing was changed');
});

it('shows three of a kind, tells how many more there are, and names lost services first', () => {
  const phones = Array.from({ length: 10 }, (_, line) => ({ ...refused, line }));
  const text = summaryOf(aResult([...phones, { ...refused, entity: 'service', title: 'Lost walk' }]), 1);
  expect(text.match(/phones\.csv:\d+ {2}phone/g)).toHaveLength(3);
  expect(text).toContain('and 7 more');
  expect(text.indexOf('Lost walk')).toBeLessThan(text.indexOf('phone 2'));
});

it('cuts a long name with a mark, and leaves no gap where there is none', () => {
  const text = summaryOf(
    aResult([
      { ...refused, title: 'W'.repeat(100) },
      { ...refused, recordId: null },
    ]),
    1,
  );
  expect(text).toContain(`phone "${'W'.repeat(79)}…":`);
  expect(text).toContain('phones.csv:3  phone: It does not');
});

it('does not let a name in a source steer the terminal', () => {
  const text = summaryOf(aResult([{ ...refused, title: 'Walk\u001b[2J' }]), 1);
  expect(text).not.toContain('\u001b');
});

it('draws a bar on a terminal and one plain line for each step elsewhere', () => {
  const plain: string[] = [];
  const printer = progressPrinter({ write: (text) => plain.push(text) });
  for (const done of [1, 2, 3]) printer.show({ phase: 'reading', done, total: 3 });
  printer.end();
  expect(plain).toEqual(['Reading …\n']);
  const drawn: string[] = [];
  const bar = progressPrinter({ isTTY: true, write: (text) => drawn.push(text) });
  bar.show({ phase: 'writing', done: 5, total: 10 });
  expect(drawn.join()).toContain('50 %');
});
