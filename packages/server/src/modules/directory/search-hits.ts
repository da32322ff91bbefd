import type { Values } from './search-values.ts';
import type { Understood } from './search-words.ts';

/** The services that have enough of the words: BM25 summed over the words, and which groups were found. */
export function hits(words: Understood, isLoose: boolean, isLimited: boolean, values: Values): string {
  const { rows, phrases } = wordRows(words.groups);
  const list = (column: 'id' | 'weight' | 'bits' | 'part') =>
    values.add(
      rows.map((row) => row[column]),
      'int[]',
    );
  const columns = `${list('id')}, ${list('weight')}, ${list('bits')}${phrases.length > 0 ? `, ${list('part')}` : ''}`;
  const passing = values.add(words.passing[isLoose ? 'any' : 'most'], 'boolean[]');
  const has = ({ parts }: Phrase) => `bit_or(v.part) & ${parts} = ${parts}`;
  const amount = phrases.map((phrase) => ` + CASE WHEN ${has(phrase)} THEN ${phrase.weight} ELSE 0 END`).join('');
  const mask = phrases.map((phrase) => ` | CASE WHEN ${has(phrase)} THEN ${phrase.bit} ELSE 0 END`).join('');
  return `hits AS MATERIALIZED (
    SELECT * FROM (
      SELECT p.doc, sum(p.impact * v.weight)${amount} AS amount, bit_or(v.bit)${mask} AS mask
      FROM unnest(${columns}) v (word, weight, bit${phrases.length > 0 ? ', part' : ''})
      JOIN search_posting p ON p.word = v.word
      ${isLimited ? 'WHERE p.doc IN (SELECT doc FROM base)' : ''}
      GROUP BY p.doc) found
    WHERE (${passing})[mask + 1])`;
}

/** Words that count only together: the bits of its words, what it adds, and the bit of its group. */
interface Phrase {
  parts: number;
  weight: number;
  bit: number;
}

/** Bits of an int4. */
const MOST_PARTS = 30;

/** Each word once, with the groups that it stands for, and the phrases that it is a part of. */
function wordRows(groups: Understood['groups']): {
  rows: { id: number; weight: number; bits: number; part: number }[];
  phrases: Phrase[];
} {
  const rows = new Map<number, { id: number; weight: number; bits: number; part: number }>();
  const rowOf = (id: number) => {
    const row = rows.get(id) ?? { id, weight: 0, bits: 0, part: 0 };
    rows.set(id, row);
    return row;
  };
  groups.forEach((group, index) => {
    for (const { id, weight } of group.words) {
      const row = rowOf(id);
      row.weight = Math.max(row.weight, 1, Math.round(weight * 100));
      row.bits |= 1 << index;
    }
  });
  let parts = 0;
  const phrases: Phrase[] = [];
  groups.forEach((group, index) => {
    for (const { ids, weight } of group.phrases) {
      const fresh = ids.filter((id) => (rows.get(id)?.part ?? 0) === 0).length;
      if (parts + fresh > MOST_PARTS) continue;
      let bits = 0;
      for (const id of ids) {
        const row = rowOf(id);
        if (row.part === 0) row.part = 1 << parts++;
        bits |= row.part;
      }
      phrases.push({ parts: bits, weight: Math.round(weight * 100_000), bit: 1 << index });
    }
  });
  return { rows: [...rows.values()], phrases };
}
