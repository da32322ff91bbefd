import type { Breath } from './breath.ts';
import { type Building, type Child, childOf, type OwnerColumn } from './build-children.ts';
import { meaningOfTerm, type TermMeaning } from './mapping.ts';
import { hsdsId, rowId } from './row-id.ts';
import { firstOf, idOf } from './source-row.ts';
import type { StagedRow } from './stage.ts';
import { Teller } from './teller.ts';
import { cleanLine, cleanText, TEXT_LIMITS } from './text.ts';

interface KnownTerm {
  id: string;
  name: string;
  parentRecordId: string | null;
}

/** The source's taxonomy terms, small enough to be kept in memory, and the attributes that link them. */
export class Terms {
  readonly #building: Building;
  readonly #terms = new Map<string, KnownTerm>();

  constructor(building: Building) {
    this.#building = building;
  }

  /** Cleans all terms and keeps them for the database. */
  async build(breath: Breath, keep: (row: Record<string, unknown>, staged: StagedRow) => void): Promise<void> {
    const { stage, report, sourceKey } = this.#building;
    const cleaned: { staged: StagedRow; row: Record<string, unknown> }[] = [];
    for (const staged of stage.all('taxonomy_term')) {
      await breath.take();
      const tell = new Teller(report, staged);
      const name = cleanLine(firstOf(staged.values, 'name', 'term'), TEXT_LIMITS.name, tell.of('name'));
      if (!name) {
        tell.refused('It has no name.');
        continue;
      }
      const id = rowId(sourceKey, 'taxonomy_term', staged.id);
      const parentRecordId = idOf(staged.values.parent_id);
      this.#terms.set(staged.id, { id, name, parentRecordId: parentRecordId === staged.id ? null : parentRecordId });
      const taxonomy = cleanLine(
        firstOf(staged.values, 'taxonomy', 'vocabulary', 'taxonomy_id'),
        TEXT_LIMITS.name,
        tell.of('taxonomy'),
      );
      const description = cleanText(staged.values.description, TEXT_LIMITS.text, tell.of('description'));
      cleaned.push({
        staged,
        row: {
          id,
          hsds_id: hsdsId(staged.id, id),
          record_id: staged.id,
          taxonomy: taxonomy ?? 'Other',
          code: cleanLine(staged.values.code, 100, tell.of('code')),
          name,
          description: description === name ? null : description,
        },
      });
    }
    for (const { staged, row } of cleaned) {
      await breath.take();
      const meaning: TermMeaning = meaningOfTerm(this.pathOf(staged.id), this.#building.termAreas);
      const parent = this.#terms.get(this.#terms.get(staged.id)?.parentRecordId ?? '');
      keep(
        {
          ...row,
          parent_id: parent?.id ?? null,
          areas: meaning.areas,
          provision_types: meaning.provisionTypes,
          advocacy_kinds: meaning.advocacyKinds,
        },
        staged,
      );
    }
  }

  /** A term's name and the names above it. */
  pathOf(recordId: string): string[] {
    const names: string[] = [];
    const seen = new Set<string>();
    for (let at: string | null = recordId; at !== null && !seen.has(at) && names.length < 8; ) {
      seen.add(at);
      const term: KnownTerm | undefined = this.#terms.get(at);
      if (!term) break;
      names.push(term.name);
      at = term.parentRecordId;
    }
    return names;
  }

  /** The terms of a record, ready for the database, and the words that belong to no term. */
  attributesOf(
    entity: 'service' | 'organization',
    recordId: string,
    owner: OwnerColumn,
  ): { rows: Child[]; paths: string[][]; words: string[] } {
    const rows: Child[] = [];
    const paths: string[][] = [];
    const words: string[] = [];
    const seen = new Set<string>();
    for (const staged of this.#building.stage.children(entity, recordId, 'attribute')) {
      const tell = new Teller(this.#building.report, staged);
      const termId = idOf(staged.values.taxonomy_term_id);
      const term = termId ? this.#terms.get(termId) : undefined;
      const label = cleanLine(staged.values.label, TEXT_LIMITS.name, tell.of('label'));
      const value = cleanLine(staged.values.value, TEXT_LIMITS.line, tell.of('value'));
      if (!termId || !term) {
        if (label ?? value) words.push(label ?? value ?? '');
        if (termId) tell.refused(`Its taxonomy term "${termId.slice(0, 80)}" is not in the source.`);
        continue;
      }
      if (seen.has(`${termId}\n${value}`)) continue;
      seen.add(`${termId}\n${value}`);
      const linkType = cleanLine(staged.values.link_type, 100, tell.of('link_type'));
      rows.push(
        childOf(this.#building, staged, owner, { taxonomy_term_id: term.id, link_type: linkType, value, label }),
      );
      paths.push(this.pathOf(termId));
    }
    return { rows, paths, words };
  }
}
