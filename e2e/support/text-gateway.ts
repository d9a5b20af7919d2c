import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail server that stands for a provider's gateway of text messages. */
export interface TextGateway {
  readonly port: number;
  /** The next text message: to whom, and what. Rejects when none comes in 10 s. */
  next(): Promise<TextMessage>;
  stop(): Promise<void>;
}

/** One text message, as its mail said it. */
export interface TextMessage {
  readonly to: string;
  readonly text: string;
}

const PATIENCE_MS = 10_000;

/** Opens one on a free port of this machine. */
export async function openTextGateway(): Promise<TextGateway> {
  const waiting: ((one: TextMessage) => void)[] = [];
  const arrived: TextMessage[] = [];
  const server = new SMTPServer({
    ...{ authOptional: true, hideSTARTTLS: true },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const one = {
          to: envelope.rcptTo[0]?.address ?? '',
          text: textOf(Buffer.concat(chunks).toString('utf8')),
        };
        const take = waiting.shift();
        if (take) take(one);
        else arrived.push(one);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port, // it listens on a port
    next() {
      const one = arrived.shift();
      if (one) return Promise.resolve(one);
      return new Promise((resolve, reject) => {
        const timeout = setTimeout(() => reject(new Error('no message came')), PATIENCE_MS);
        waiting.push((told) => {
          clearTimeout(timeout);
          resolve(told);
        });
      });
    },
    stop: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

/** The body of a mail, whatever it was packed in. */
function textOf(mail: string): string {
  const [head = '', ...rest] = mail.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/^Content-Transfer-Encoding: base64\r?$/m.test(head))
    return Buffer.from(body, 'base64').toString('utf8');
  if (!/^Content-Transfer-Encoding: quoted-printable\r?$/m.test(head)) return body;
  return decodeURIComponent(
    body
      .replaceAll('=\r\n', '')
      .replaceAll('%', '%25')
      .replaceAll(/=([0-9A-F]{2})/g, '%$1'),
  );
}
