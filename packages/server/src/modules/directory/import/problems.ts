import { DomainError } from '../../../errors.ts';
import type { SuggestedTable } from './suggest-mapping.ts';

/** Why a whole import was refused. A single bad row never refuses an import. */
export type RefusalKind =
  | 'NOT_FOUND'
  | 'NOT_A_DIRECTORY'
  | 'BROKEN_FILE'
  | 'BROKEN_ZIP'
  | 'UNSAFE_ZIP'
  | 'TOO_BIG'
  | 'UNREACHABLE'
  | 'FORBIDDEN_ADDRESS'
  | 'ANOTHER_DIRECTORY'
  | 'UNKNOWN_COLUMNS'
  | 'GAVE_UP';

/** The source cannot be imported as it is. Nothing was changed. */
export class ImportRefused extends DomainError {
  override readonly name = 'ImportRefused';
  readonly kind: RefusalKind;

  constructor(kind: RefusalKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

/** The directory is not any more as it was when this import was read. Nothing was changed. */
export class ImportOutdated extends DomainError {
  override readonly name = 'ImportOutdated';
}

/** The import cannot do this now, for example be applied twice. */
export class ImportNotPossible extends DomainError {
  override readonly name = 'ImportNotPossible';
}

/** Somebody changed records since the import was applied: the steward chooses what becomes of them. */
export class ImportRowsChanged extends DomainError {
  override readonly name = 'ImportRowsChanged';
  readonly count: number;

  constructor(count: number) {
    super(
      count === 1
        ? '1 record changed after this import. Choose whether to keep it as it is now or to put it back as well.'
        : `${count} records changed after this import. Choose whether to keep them as they are now or to put them back as well.`,
    );
    this.count = count;
  }
}

/** A CSV whose columns have names that Kith does not know: somebody says what they mean, starting from a suggestion. */
export class UnknownColumns extends DomainError {
  override readonly name = 'UnknownColumns';
  readonly tables: readonly SuggestedTable[];

  constructor(tables: readonly SuggestedTable[]) {
    super(
      'The columns of this file have names that Kith does not know. Say what they mean, and it will be remembered.',
    );
    this.tables = tables;
  }
}
