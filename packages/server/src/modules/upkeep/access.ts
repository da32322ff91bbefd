import { GraphQLError } from 'graphql';
import { hasRole, type StaffViewer, type Viewer } from '../../viewer.ts';

/**
 * For mutations that are for stewards only.
 *
 * @throws {GraphQLError} UNAUTHENTICATED or FORBIDDEN
 */
export function requireSteward(viewer: Viewer): StaffViewer {
  if (viewer.kind !== 'staff')
    throw new GraphQLError('Sign in as a steward first. Nothing was changed.', {
      extensions: { code: 'UNAUTHENTICATED' },
    });
  if (!hasRole(viewer, 'STEWARD'))
    throw new GraphQLError('Only a steward can do this.', { extensions: { code: 'FORBIDDEN' } });
  return viewer;
}

/** Rows of a list that is for stewards only: none for everybody else. */
export function forStewards(viewer: Viewer): { id?: { in: string[] } } {
  return hasRole(viewer, 'STEWARD') ? {} : { id: { in: [] } };
}
