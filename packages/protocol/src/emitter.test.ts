import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as settle } from 'node:timers/promises';
import { createEmitter } from './emitter.ts';

interface Events {
  greeted: string;
  counted: number;
}

test('listeners hear what is emitted under their key, in the order in which they came', () => {
  const emitter = createEmitter<Events>();
  const heard: unknown[] = [];
  emitter.on('greeted', (name) => heard.push(['first', name]));
  emitter.on('greeted', (name) => heard.push(['second', name]));
  emitter.on('counted', (count) => heard.push(count));

  emitter.emit('greeted', 'Mina');
  emitter.emit('counted', 1);

  assert.deepEqual(heard, [['first', 'Mina'], ['second', 'Mina'], 1]);
});

test('the same function listens twice and stops one by one, each stop safe twice', () => {
  const emitter = createEmitter<Events>();
  const heard: number[] = [];
  const listen = (count: number) => heard.push(count);
  const stop = emitter.on('counted', listen);
  emitter.on('counted', listen);

  emitter.emit('counted', 1);
  stop();
  stop();
  emitter.emit('counted', 2);

  assert.deepEqual(heard, [1, 1, 2]);
});

test('who was stopped by an earlier listener of the same event does not hear it', () => {
  const emitter = createEmitter<Events>();
  const heard: string[] = [];
  emitter.on('counted', () => stopLater());
  const stopLater = emitter.on('counted', () => heard.push('later'));

  emitter.emit('counted', 1);

  assert.deepEqual(heard, []);
});

test('who comes during an event hears the next one', () => {
  const emitter = createEmitter<Events>();
  const heard: number[] = [];
  const stop = emitter.on('counted', () => {
    stop();
    emitter.on('counted', (count) => heard.push(count));
  });

  emitter.emit('counted', 1);
  emitter.emit('counted', 2);

  assert.deepEqual(heard, [2]);
});

test('what a listener throws is told and reaches neither the caller nor the others', () => {
  const told: unknown[] = [];
  const emitter = createEmitter<Events>({ onListenerError: (cause, key) => told.push([cause, key]) });
  const heard: number[] = [];
  const fault = new Error('of the page');
  emitter.on('counted', () => {
    throw fault;
  });
  emitter.on('counted', (count) => heard.push(count));

  emitter.emit('counted', 1);

  assert.deepEqual([told, heard], [[[fault, 'counted']], [1]]);
});

test('late listeners hear the newest payload of a replayed key once they hold the way to stop', async () => {
  const emitter = createEmitter<Events>({ replayed: ['greeted'] });
  const heard: unknown[] = [];
  emitter.emit('greeted', 'old');
  emitter.emit('greeted', 'new');
  emitter.emit('counted', 1);

  const stop = emitter.on('greeted', (name) => heard.push(name));
  emitter.on('counted', (count) => heard.push(count));
  emitter.on('greeted', (name) => heard.push(`stopped ${name}`))();
  const heardAtOnce = [...heard];
  await settle();
  stop();

  assert.deepEqual([heardAtOnce, heard], [[], ['new']]);
});

test('a late listener that heard something newer meanwhile does not hear it again', async () => {
  const emitter = createEmitter<Events>({ replayed: ['greeted'] });
  const heard: string[] = [];
  emitter.emit('greeted', 'old');

  emitter.on('greeted', (name) => heard.push(name));
  emitter.emit('greeted', 'new');
  await settle();

  assert.deepEqual(heard, ['new']);
});

test('after closing nobody hears anything, not even who comes later or was about to hear', async () => {
  const emitter = createEmitter<Events>({ replayed: ['greeted'] });
  const heard: string[] = [];
  emitter.emit('greeted', 'before');
  emitter.on('greeted', (name) => heard.push(name));

  emitter.close();
  emitter.on('greeted', (name) => heard.push(name));
  emitter.emit('greeted', 'after');
  await settle();

  assert.deepEqual(heard, []);
});
