// The front door of this module for its neighbours in http/ and prisma/seed: every write, by its domain file.
export type { RequestPeerInput } from './asking-rules.ts';
export {
  type ChangeMyRequestInput,
  changeMyRequest,
  eraseMyRequest,
  pauseMyRequest,
  renewMyLink,
  resumeMyRequest,
  withdrawMyRequest,
} from './changing.ts';
export {
  type AcceptMatchInput,
  acceptMatch,
  type DeclineMatchInput,
  declineMatch,
  type ProposeMatchInput,
  proposeMatch,
} from './introducing.ts';
export { type Receipt, requestPeer } from './requesting.ts';
