import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BesideError } from '@beside/protocol';
import { configureMessages, messagesSchema } from './messages.ts';

const EMAIL = { provider: 'smtp', host: 'mail.example.com', from: 'Example Shop <shop@example.com>' };
const SIGNED_IN = { ...EMAIL, user: 'shop', passwordEnv: 'MAIL_PASSWORD' };

test('the password of a mail server comes from the environment', () => {
  const entry = messagesSchema.parse({ email: SIGNED_IN, sms: { ...EMAIL, domain: 'sms.example.com' } });

  const { email, sms } = configureMessages(entry, { MAIL_PASSWORD: 'right' });

  assert.deepEqual(email, { ...EMAIL, user: 'shop', password: 'right', port: 587, encryption: 'starttls' });
  assert.deepEqual(sms, { ...EMAIL, domain: 'sms.example.com', port: 587, encryption: 'starttls' });
});

test('a password that is not there is an error that names the variable', () => {
  const entry = messagesSchema.parse({ email: SIGNED_IN });

  assert.throws(
    () => configureMessages(entry, {}),
    (error: unknown) => {
      assert.ok(error instanceof BesideError);
      assert.equal(error.code, 'config_invalid');
      assert.deepEqual(error.details, {
        field: 'messages.email.passwordEnv',
        mend: 'set the environment variable MAIL_PASSWORD',
      });
      return true;
    },
  );
});

test('half a sign-in, secrets in the file and senders with line breaks are not taken', () => {
  for (const email of [
    { ...EMAIL, user: 'shop' },
    { ...EMAIL, passwordEnv: 'MAIL_PASSWORD' },
    { ...EMAIL, password: 'in the file' },
    { ...EMAIL, from: 'shop@example.com\r\nBcc: eve@evil.example' },
    { ...EMAIL, from: 'nobody' },
  ])
    assert.equal(messagesSchema.safeParse({ email }).success, false, JSON.stringify(email));
});
