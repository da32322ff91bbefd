import { InvalidInput } from '../../../errors.ts';
import type { ColumnMapping } from './column-mapping.ts';
import { TARGETS } from './mapping-targets.ts';

const MOST_TABLES = 30;
const MOST_COLUMNS = 500;

/** @throws {InvalidInput} it leads nowhere, or says of no column what a service or an organization is called */
export function assertMapping({ tables }: ColumnMapping): void {
  if (tables.length === 0 || tables.length > MOST_TABLES)
    throw new InvalidInput(`Say of 1 to ${MOST_TABLES} tables what their columns mean.`, 'mapping');
  const used = new Set<string>();
  for (const { file, columns } of tables) {
    const targets = Object.values(columns);
    if (targets.length > MOST_COLUMNS)
      throw new InvalidInput(`A table has at most ${MOST_COLUMNS} columns.`, 'mapping');
    for (const target of targets) {
      if (!Object.hasOwn(TARGETS, target))
        throw new InvalidInput(`"${target.slice(0, 60)}" is nothing that a column can mean.`, 'mapping');
      used.add(target);
    }
    const twice = targets.find((target, index) => targets.indexOf(target) !== index);
    if (twice)
      throw new InvalidInput(`Two columns of "${file.slice(0, 80)}" cannot both be "${TARGETS[twice]}".`, 'mapping');
  }
  if (!used.has('service.name') && !used.has('organization.name'))
    throw new InvalidInput('Say which column has the name of the service or of the organization.', 'mapping');
}
