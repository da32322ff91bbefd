import { DomainError } from '../../../errors.ts';

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
  | 'ANOTHER_DIRECTORY';

/** The source cannot be imported as it is. Nothing was changed. */
export class ImportRefused extends DomainError {
  override readonly name = 'ImportRefused';
  readonly kind: RefusalKind;

  constructor(kind: RefusalKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
