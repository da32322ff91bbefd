/** What the columns of a CSV table mean. Column names are as the reader gives them: lower case, with _ for spaces. */
export interface TableMapping {
  /** Name of the file in the source; "*": the only one, whatever it is called. */
  file: string;
  /** Column → "service.name", "address.postal_code" … Columns that are not here are left out. */
  columns: Readonly<Record<string, string>>;
}

/** How to read any CSV: saved with its source. */
export interface ColumnMapping {
  tables: readonly TableMapping[];
  /** Services whose status the file does not say run; else they are hidden until somebody checks. */
  runsUnlessSaid: boolean;
}

/** A mapping as it was saved; null: none, or one that a later Kith does not understand. */
export function readMapping(value: unknown): ColumnMapping | null {
  if (typeof value !== 'object' || value === null) return null;
  const { tables, runsUnlessSaid } = value as Partial<ColumnMapping>;
  if (!Array.isArray(tables)) return null;
  return {
    tables: tables.map(({ file, columns }) => ({ file: String(file), columns: { ...columns } })),
    runsUnlessSaid: runsUnlessSaid === true,
  };
}
