import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { startConversation, takeConversation, type TestServer } from '../../gateway/testing/test-server.ts';
import { newId, type AnyFrame, type Wire } from '../../gateway/testing/wire.ts';

const SECRET = 'a shared secret of thirty-two bytes or more';
/** Origin of the site whose customers can be identified. */
export const ORIGIN = 'https://shop.example';
/** Configuration with a site whose customers can be identified. */
export const FILE = {
  demo: true,
  sites: [{ siteId: 'shop', name: 'Shop', origins: [ORIGIN], identity: { algorithm: 'HS256', key: SECRET } }],
};

/** Somebody with two browsers about whom a server knows everything it can know. */
export interface Person {
  readonly customerId: string;
  readonly page: Wire & { readonly token: string };
  readonly agent: Wire;
  readonly conversationId: string;
  readonly tokens: readonly string[];
  /** What is theirs, in the clear. */
  readonly texts: readonly string[];
}

/** Lets somebody do everything once. */
export async function addPerson(server: TestServer): Promise<Person> {
  const texts: string[] = [];
  const canary = (what: string): string => {
    const text = `canary ${what} 카나리아 ${newId()}`;
    texts.push(text);
    return text;
  };
  const who = { sub: canary('subject'), name: canary('verified name'), email: canary('verified email') };
  const page = await server.customer({ origin: ORIGIN });
  await identify(page, who);
  const conversationId = await startConversation(page, canary('message'));
  const secretPath = `secret-page-${newId()}`;
  texts.push(secretPath);
  await page.command({
    type: 'conversation.set-context',
    conversationId,
    context: {
      page: { url: `https://shop.example/${secretPath}`, title: canary('title') },
      customerName: canary('name'),
      attributes: { cart: canary('cart') },
    },
  });
  const agent = await server.agent(server.logins[0]!); // the demonstration has some
  await takeConversation(agent, conversationId);
  await agent.command({
    type: 'chat.send',
    conversationId,
    content: { kind: 'text', text: canary('answer') },
  });
  const properties = { query: canary('interaction') };
  await page.ask({ type: 'report', interactions: [{ id: newId(), name: 'page.left', at: 1, properties }] });
  const second = await server.customer({ origin: ORIGIN });
  await startConversation(second, canary('message in another browser'));
  await second.command({ type: 'conversation.end', conversationId: await openOf(server, second) });
  await identify(second, who);
  const pages = [page, second];
  return {
    customerId: customerOf(page).customerId,
    page,
    agent,
    conversationId,
    tokens: pages.map((one) => String(one.frames.findLast(({ type }) => type === 'token')?.['token'])),
    texts,
  };
}

/** What a page was told about itself. */
export function customerOf(page: Wire): {
  customerId: string;
  identified: boolean;
  conversation: { conversationId: string; epoch: string; lastSeq: number } | null;
} {
  return page.frames.find(({ type }) => type === 'welcome')?.['customer'] as never; // as the wire's schema says
}

async function openOf(server: TestServer, { token }: { readonly token: string }): Promise<string> {
  const again = await server.customer({ origin: ORIGIN, token });
  return customerOf(again).conversation?.conversationId ?? '';
}

async function identify(page: Wire, who: Record<string, string>): Promise<AnyFrame> {
  const identityToken = await new SignJWT({
    ...who,
    aud: 'shop',
    exp: Math.floor(Date.now() / 1_000) + 60,
    jti: newId(),
  })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(SECRET));
  const answer = await page.ask({ type: 'identify', identityToken });
  if (answer.type !== 'result') throw new Error(`identify: ${JSON.stringify(answer)}`);
  return answer;
}

/** All files below a folder. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name));
}

/** Those of the texts or bytes that lie in any of the files, in any form a text could have there. */
export function findIn(
  files: readonly string[],
  wanted: readonly (string | Uint8Array)[],
): (string | Uint8Array)[] {
  const contents = files.map((path) => readFileSync(path));
  return wanted.filter((one) => formsOf(one).some((form) => contents.some((file) => file.includes(form))));
}

function formsOf(one: string | Uint8Array): Buffer[] {
  if (typeof one !== 'string') return [Buffer.from(one)];
  return [
    Buffer.from(one),
    Buffer.from(one, 'utf16le'),
    Buffer.from(JSON.stringify(one).slice(1, -1)),
    Buffer.from(Buffer.from(one).toString('hex')),
    Buffer.from(Buffer.from(one).toString('base64').slice(4, -4)),
  ];
}
