import type { Tx } from './db.ts';

/**
 * Letters on paper are printed and posted by the team: nobody else learns where a person lives. A letter that is due waits
 * in the team's own queue (outbox_message.to_post_at); its text and address are made when a coordinator opens it, so that
 * a person who said stop in the meantime gets none.
 */
export interface Post {
  /** Lays a letter into the queue of its team. */
  layOut(tx: Pick<Tx, 'outboxMessage'>, messageId: string, at: Date): Promise<void>;
  /** Somebody has put it into a post box. @returns false: it is not in this team's queue */
  markPosted(tx: Pick<Tx, 'outboxMessage'>, messageId: string, teamId: string, at: Date): Promise<boolean>;
}

/** The team's own printer and post box. */
export const teamPost: Post = {
  async layOut(tx, messageId, at) {
    await tx.outboxMessage.update({ where: { id: messageId }, data: { toPostAt: at, sendingAt: null } });
  },
  async markPosted(tx, messageId, teamId, at) {
    const { count } = await tx.outboxMessage.updateMany({
      where: { id: messageId, teamId, toPostAt: { not: null }, sentAt: null, droppedAt: null },
      data: { sentAt: at },
    });
    return count > 0;
  },
};
