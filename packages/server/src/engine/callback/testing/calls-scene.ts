import assert from 'node:assert/strict';
import { BesideError, type DeskCallback } from '@beside/protocol';
import type { TestAgent, TestCentre, TestCustomer } from '../../testing/test-centre.ts';
import { createCallback, openCallingCentre, request } from './calling-centre.ts';
import { createScriptedTelephone } from './scripted-telephone.ts';

/** Whether an error has a code. */
export const code = (expected: string) => (error: unknown) =>
  error instanceof BesideError && error.code === expected;

/** The one callback an agent's desk shows. */
export async function onlyOf({ centre }: TestCentre, { agentId }: TestAgent): Promise<DeskCallback> {
  const [callback] = (await centre.desk(agentId)).callbacks ?? [];
  assert.ok(callback, 'the desk shows no callback');
  return callback;
}

/** What its customer is shown. */
export const statusOf = async ({ centre }: TestCentre, { actor }: TestCustomer) =>
  (await centre.callbacks.view(actor))?.status;

/** Takes what rings and reads it. */
export async function preview(test: TestCentre, agent: TestAgent): Promise<DeskCallback> {
  const { conversationId, callbackId, offer } = await onlyOf(test, agent);
  assert.ok(offer, 'nothing rings');
  await agent.do({ type: 'callback.accept', conversationId, callbackId, offerId: offer.offerId });
  await test.settle();
  return onlyOf(test, agent);
}

/** What every command about a callback names. */
export const about = ({
  conversationId,
  callbackId,
}: Pick<DeskCallback, 'conversationId' | 'callbackId'>) => ({
  conversationId,
  callbackId,
});

/** A centre with an agent at work, whose customer asked to be called. */
export async function openScene(
  t: Parameters<typeof openCallingCentre>[0],
  more: Parameters<typeof createCallback>[0] = {},
) {
  const telephone = createScriptedTelephone();
  const centre = await openCallingCentre(t, createCallback(more), { telephone: telephone.telephone });
  const agent = await centre.agent();
  await agent.arrive();
  const customer = await centre.customer();
  const asked = await request(centre, customer);
  await centre.pass(1_000);
  return { centre, agent, customer, asked, telephone };
}
