import { expect, it } from 'vitest';
import { keepWhatCounts, passingMasks, type WordGroup } from './search-groups.ts';

const typed = (id: number, isEmpty = false): WordGroup => ({
  ...{
    label: `typed ${id}`,
    kind: 'TYPED',
    words: isEmpty ? [] : [{ id, weight: 1 }],
    phrases: [],
    mass: 1,
    covers: [],
  },
});
const need = (id: number, mass: number, covers: number[] = []): WordGroup => ({
  ...{ label: `need ${id}`, kind: 'NEED', words: [{ id, weight: 1 }], phrases: [], mass, covers },
});

it('looks for ten groups at most, however much a sentence may mean', () => {
  const groups = [
    ...Array.from({ length: 8 }, (_, id) => typed(id)),
    ...Array.from({ length: 20 }, (_, id) => need(100 + id, id)),
  ];
  keepWhatCounts(groups);
  expect(groups.map(({ label }) => label)).toEqual([
    ...Array.from({ length: 8 }, (_, id) => `typed ${id}`),
    'need 118',
    'need 119',
  ]);
  expect(passingMasks(groups, false)).toHaveLength(1_024);
});

it('leaves out groups of which nothing is left to look for, and what covered them covers the rest', () => {
  const groups = [typed(0, true), typed(1), need(100, 1, [0, 1]), need(101, 1, [0])];
  keepWhatCounts(groups);
  expect(groups.map(({ label, covers }) => [label, covers])).toEqual([
    ['typed 1', []],
    ['need 100', [0]],
    ['need 101', []],
  ]);
});
