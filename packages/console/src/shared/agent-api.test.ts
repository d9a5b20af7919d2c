import { BesideError } from '@beside/protocol';
import { expect } from '@open-wc/testing';

import { createAgentApi } from './agent-api.ts';

const agent = { agentId: 'a1', name: 'Mina Kim', email: 'mina@demo.beside', alias: 'Mina', role: 'agent' };

function answering(status: number, body: unknown): { calls: unknown[][]; fetch: typeof fetch } {
  const calls: unknown[][] = [];
  return {
    calls,
    fetch: async (path, init) => {
      calls.push([init?.method, path, init?.body]);
      return new Response(status === 204 ? null : typeof body === 'string' ? body : JSON.stringify(body), {
        status,
      });
    },
  };
}

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'done',
    (error: unknown) => (error instanceof BesideError ? error.code : error),
  );
}

describe('agent api', () => {
  it('signs in and says who it is', async () => {
    const { calls, fetch } = answering(200, { agent });

    const signedIn = await createAgentApi(fetch).login('mina@demo.beside', 'secret');

    expect(signedIn).to.deep.equal({ agentId: 'a1', name: 'Mina Kim', email: 'mina@demo.beside' });
    expect(calls).to.deep.equal([
      ['POST', '/v1/agents/login', '{"email":"mina@demo.beside","password":"secret"}'],
    ]);
  });

  it('gives a ticket, and signs out without an answer', async () => {
    expect(await createAgentApi(answering(200, { ticket: 't-1' }).fetch).ticket()).to.equal('t-1');
    expect(await codeOf(createAgentApi(answering(204, '').fetch).logout())).to.equal('done');
  });

  it('turns every kind of failure into a code of the register', async () => {
    const refused = { error: { code: 'rate_limited', message: '', retryAfterMs: 5_000 } };
    const error: unknown = await createAgentApi(answering(429, refused).fetch)
      .login('a', 'b')
      .catch((thrown: unknown) => thrown);

    expect(error instanceof BesideError && [error.code, error.details]).to.deep.equal([
      'rate_limited',
      { retryAfterMs: 5_000 },
    ]);
    expect(await codeOf(createAgentApi(answering(502, '<html>').fetch).me())).to.equal('unavailable');
    expect(await codeOf(createAgentApi(answering(401, '').fetch).me())).to.equal('unauthenticated');
    expect(await codeOf(createAgentApi(answering(200, { agent: {} }).fetch).me())).to.equal('bad_frame');
    expect(await codeOf(createAgentApi(() => Promise.reject(new TypeError('net'))).me())).to.equal(
      'disconnected',
    );
  });
});
