import { decodeGlobalID } from '@pothos/plugin-relay';
import { UUID } from '../uuid.ts';

/**
 * The uuid inside an opaque id of the API. A plain uuid is taken too: imports and exports show it.
 *
 * @returns null when it is no id, or an id of another type: answer as for a row that is not there
 */
export function readId(id: string, typename: string): string | null {
  if (UUID.test(id)) return id.toLowerCase();
  try {
    const decoded = decodeGlobalID(id);
    return decoded.typename === typename && UUID.test(decoded.id) ? decoded.id.toLowerCase() : null;
  } catch {
    return null;
  }
}
