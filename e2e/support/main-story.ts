import assert from 'node:assert/strict';

import { accept, message, openChat, texts, write, type Scene } from './scene.ts';

/** A customer in a cart writes, an agent takes the conversation and answers, both reload: nothing is lost. */
export async function helpInCart(scene: Scene): Promise<void> {
  const agent = await scene.signIn(0);
  const customer = await scene.openCart();

  await openChat(customer);
  await write(customer, 'Is the lamp in stock?');
  await accept(agent);
  await message(agent, 'Is the lamp in stock?').waitFor();
  await write(agent, '네, 재고가 있습니다. Yes, it is.');
  await message(customer, '네, 재고가 있습니다. Yes, it is.').waitFor();

  await customer.reload();
  await agent.reload();
  await message(customer, 'Is the lamp in stock?').waitFor();
  await message(customer, '네, 재고가 있습니다. Yes, it is.').waitFor();
  await message(agent, 'Is the lamp in stock?').waitFor();
  assert.deepEqual(await texts(customer), ['Is the lamp in stock?', '네, 재고가 있습니다. Yes, it is.']);
  assert.deepEqual(scene.problems(), []);
}

/** The server is killed (SIGKILL) while both write: nothing is lost, nothing doubled, both see one order. */
export async function killInBetween(scene: Scene): Promise<void> {
  const agent = await scene.signIn(0);
  const customer = await scene.openCart();
  await openChat(customer);
  await write(customer, 'before');
  await accept(agent);
  await message(agent, 'before').waitFor();

  await scene.server.kill();
  await write(customer, 'while it is down');
  await write(agent, 'written while it is down');
  await scene.server.restart();

  await message(agent, 'while it is down').waitFor({ timeout: 40_000 });
  await message(customer, 'written while it is down').waitFor({ timeout: 40_000 });
  await write(agent, 'after');
  await message(customer, 'after').waitFor();
  assert.equal((await texts(customer)).length, 4);
  assert.deepEqual((await texts(customer)).toSorted(), (await texts(agent)).toSorted());
  assert.deepEqual(await texts(customer), await texts(agent));
}
