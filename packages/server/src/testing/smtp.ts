import { createServer, type Socket } from 'node:net';

export interface ReceivedMail {
  recipients: string[];
  messageId: string;
  source: string;
}

/** How a mail server of a test behaves; left out: like a good one. */
export interface MailServerManners {
  /** The answer to RCPT TO, for example "550 no such mailbox". */
  answerTo?(recipient: string): string;
  /** Awaited after a mail has arrived whole and before it is answered. */
  beforeAnswer?(mail: ReceivedMail): Promise<void> | void;
}

/** A mail server on loopback that keeps what it gets. */
export interface MailServer {
  url: string;
  received: ReceivedMail[];
  close(): Promise<void>;
}

/** @param port 0: any free one */
export async function aMailServer(manners: MailServerManners = {}, port = 0): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    serve(socket, received, manners);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: taken } = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${taken}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function serve(socket: Socket, received: ReceivedMail[], manners: MailServerManners): void {
  let text = '';
  let recipients: string[] = [];
  let isInData = false;
  socket.write('220 test ESMTP\r\n');
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    text += chunk;
    for (;;) {
      const end = isInData ? text.indexOf('\r\n.\r\n') : text.indexOf('\r\n');
      if (end < 0) return;
      const piece = text.slice(0, end);
      text = text.slice(end + (isInData ? 5 : 2));
      if (isInData) {
        isInData = false;
        const messageId = /^message-id: (.*)$/im.exec(piece)?.[1] ?? '';
        const mail = { recipients, messageId, source: piece };
        received.push(mail);
        recipients = [];
        void Promise.resolve(manners.beforeAnswer?.(mail)).then(() => socket.write('250 taken\r\n'));
        continue;
      }
      const recipient = /^RCPT TO:<(.*)>/i.exec(piece)?.[1];
      if (recipient !== undefined) {
        const answer = manners.answerTo?.(recipient) ?? '250 good';
        if (answer.startsWith('250')) recipients.push(recipient);
        socket.write(`${answer}\r\n`);
      } else if (/^DATA/i.test(piece)) {
        isInData = true;
        socket.write('354 go on\r\n');
      } else if (/^QUIT/i.test(piece)) socket.end('221 bye\r\n');
      else socket.write('250 good\r\n');
    }
  });
}
