import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { OutgoingMessage } from '../ports/sender.ts';
import { createConsoleSender } from './console-sender.ts';
import { createSenders, stopSenders } from './create-senders.ts';
import { createSmtpSender, type SmtpOptions } from './smtp-sender.ts';

const MESSAGE: OutgoingMessage = {
  messageId: '0193-a',
  channel: 'email',
  to: 'mina@example.com',
  subject: '전화 예약',
  text: '14:30에 전화드릴게요.\n47',
  locale: 'ko',
};

interface Received {
  readonly to: readonly string[];
  readonly raw: string;
}

interface MailServer {
  readonly port: number;
  readonly received: Received[];
}

/** A real mail server that keeps what it is given. */
async function openMailServer(t: TestContext, more: SMTPServerOptions = {}): Promise<MailServer> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ to, raw: Buffer.concat(chunks).toString('utf8') });
        done();
      });
    },
    ...more,
  });
  server.on('error', () => undefined); // clients that go away are part of some tests
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => new Promise<void>((resolve) => server.close(resolve)));
  return { port: (server.server.address() as AddressInfo).port, received }; // it listens on a port
}

const open = (t: TestContext, port: number, more: Partial<SmtpOptions> = {}) => {
  const sender = createSmtpSender({
    ...{ host: '127.0.0.1', port, encryption: 'none', from: 'Example Shop <shop@example.com>' },
    ...more,
  });
  t.after(() => sender.stop());
  return sender;
};

describe('a mail server', () => {
  it('gets the message with its id, language and text, from the shop to the person', async (t) => {
    const { port, received } = await openMailServer(t);

    assert.deepEqual(await open(t, port).send(MESSAGE), { kind: 'sent' });

    assert.deepEqual(received[0]?.to, ['mina@example.com']);
    const { raw } = received[0];
    assert.match(raw, /^Message-ID: <0193-a@example\.com>\r$/m);
    assert.match(raw, /^From: Example Shop <shop@example\.com>\r$/m);
    assert.match(raw, /^Content-Language: ko\r$/m);
    assert.match(raw, /^Auto-Submitted: auto-generated\r$/m);
    const body = raw.split('\r\n\r\n').slice(1).join('').replaceAll('\r\n', '');
    assert.match(Buffer.from(body, 'base64').toString('utf8'), /^14:30에 전화드릴게요\.\r?\n47/);
  });

  it('is signed in to with the password of the environment', async (t) => {
    const { port, received } = await openMailServer(t, {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        username === 'shop' && password === 'right' ? done(null, { user: 'shop' }) : done(new Error('no')),
    });

    const right = await open(t, port, { user: 'shop', password: 'right' }).send(MESSAGE);
    const wrong = await open(t, port, { user: 'shop', password: 'wrong' }).send(MESSAGE);

    assert.deepEqual([right, wrong], [{ kind: 'sent' }, { kind: 'failed', mayRetry: true }]);
    assert.equal(received.length, 1);
  });

  it('that has no encryption gets nothing where encryption is asked for', async (t) => {
    const { port, received } = await openMailServer(t);

    const outcome = await open(t, port, { encryption: 'starttls' }).send(MESSAGE);

    assert.deepEqual([outcome, received], [{ kind: 'failed', mayRetry: true }, []]);
  });

  it('turns mails to its gateway into text messages', async (t) => {
    const { port, received } = await openMailServer(t);
    const sms = { ...MESSAGE, channel: 'sms', to: '+821012345678' } as const;

    await open(t, port, { smsDomain: 'sms.example.com' }).send(sms);

    assert.deepEqual(received[0]?.to, ['821012345678@sms.example.com']);
    assert.doesNotMatch(received[0].raw, /^Subject:/m);
  });

  it('that refuses for now is asked again, that refuses for good is not', async (t) => {
    const refuse = (responseCode: number) =>
      openMailServer(t, {
        onRcptTo: (_address, _session, done) => done(Object.assign(new Error('no'), { responseCode })),
      });
    const [later, never] = [await refuse(451), await refuse(550)];

    assert.deepEqual(await open(t, later.port).send(MESSAGE), { kind: 'failed', mayRetry: true });
    assert.deepEqual(await open(t, never.port).send(MESSAGE), { kind: 'failed', mayRetry: false });
    assert.deepEqual(await open(t, 1).send(MESSAGE), { kind: 'failed', mayRetry: true });
  });

  it('sends to nobody else, whatever an address says', async (t) => {
    const { port, received } = await openMailServer(t);
    const sender = open(t, port);

    for (const to of ['mina@example.com, eve@evil.example', 'mina@example.com\r\nBcc: eve@evil.example'])
      await sender.send({ ...MESSAGE, to });

    assert.ok(received.every(({ to, raw }) => !to.includes('eve@evil.example') && !/^Bcc:/m.test(raw)));
  });
});

describe('the console of the demonstration', () => {
  it('shows whom a message is for and what it says, on lines of its own', async () => {
    const shown: string[] = [];
    const sender = createConsoleSender((text) => shown.push(text));

    await sender.send({ ...MESSAGE, channel: 'sms', to: '+821012345678' });
    await sender.send({ ...MESSAGE, subject: 'x\u001b[2Jy' });

    assert.deepEqual(shown, [
      '\n  │ Text message to +821012345678\n  │ 14:30에 전화드릴게요.\n  │ 47\n\n',
      '\n  │ E-mail to mina@example.com: x [2Jy\n  │ 14:30에 전화드릴게요.\n  │ 47\n\n',
    ]);
  });

  it('is for kinds that are not configured, and only there', async () => {
    const smtp = {
      provider: 'smtp',
      host: 'mail.example',
      port: 25,
      encryption: 'none',
      from: 'a@b.example',
    } as const;

    const senders = createSenders({ email: smtp }, () => undefined);

    assert.deepEqual([senders.email?.name, senders.sms?.name], ['smtp', 'console']);
    assert.deepEqual(createSenders({}), {});
    await stopSenders(senders);
    await stopSenders(senders);
  });
});
