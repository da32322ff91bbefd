// The front door of this module for its neighbours in http/ and prisma/seed: every write, by its domain file.
export type { RequestPeerInput } from './asking-rules.ts';
export {
  changeMyRequest,
  eraseMyRequest,
  pauseMyRequest,
  resumeMyRequest,
  withdrawMyRequest,
} from './changing.ts';
export { acceptMatch, declineMatch, proposeMatch } from './introducing.ts';
export { requestPeer } from './requesting.ts';
