import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What is done with bytes on their way to the database. */
export type Passing =
  | 'pass'
  /** They do not arrive, and the connection is gone. */
  | 'cut-before'
  /** They arrive; the answer does not, and the connection is gone. */
  | 'cut-after';

/** A way to a database that can be cut at any word. */
export interface CutProxy {
  /** Address of the database, by this way. */
  readonly url: string;
  /** Asked about everything that is sent to the database. */
  judge: (sent: Buffer) => Passing;
  /** How often it was sent something after an answer: round trips, whoever made them. */
  readonly roundTrips: number;
  close(): Promise<void>;
}

/** Starts one in front of a database. */
export async function startCutProxy(url: string): Promise<CutProxy> {
  const { port } = new URL(url);
  const sockets = new Set<Socket>();
  let roundTrips = 0;
  const server = createServer((client) => {
    const database = connect(Number(port), '127.0.0.1');
    let isAnswered = true;
    let isCutNext = false;
    const cut = (): void => {
      client.destroy();
      database.destroy();
    };
    for (const socket of [client, database]) {
      sockets.add(socket);
      socket.on('error', cut);
      socket.on('close', () => {
        sockets.delete(socket);
        cut();
      });
    }
    client.on('data', (sent) => {
      if (isAnswered) roundTrips += 1;
      isAnswered = false;
      const passing = proxy.judge(sent);
      if (passing === 'cut-before') return cut();
      database.write(sent);
      isCutNext = passing === 'cut-after';
    });
    database.on('data', (answer) => {
      if (isCutNext) return cut();
      isAnswered = true;
      if (!client.destroyed) client.write(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = new URL(url);
  own.port = String((server.address() as AddressInfo).port); // it listens
  const proxy: CutProxy = {
    url: own.href,
    judge: () => 'pass',
    get roundTrips() {
      return roundTrips;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}
