import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contextSchema } from '@beside/protocol/schema';
import { createContextKeeper } from './context-keeper.ts';

const url = 'https://shop.example/cart';

test('addresses lose what the site does not allow', () => {
  const keeper = createContextKeeper(() => undefined);
  keeper.replace({ page: { url: `${url}?item=3&token=x` } });

  const before = keeper.current;
  keeper.allowQueries(['item']);

  assert.deepEqual(before, { page: { url } });
  assert.deepEqual(keeper.current, { page: { url: `${url}?item=3` } });
});

test('what is no address of a web page does not leave it', () => {
  const keeper = createContextKeeper(() => undefined);

  for (const address of ['javascript:alert(1)', 'x'])
    for (const page of [{ url: address }, { url: address, title: 'Title' }]) {
      keeper.replace({ page });
      assert.deepEqual(keeper.current, {}, address);
    }
});

test('whatever a title has in it, the schema takes what leaves', () => {
  const keeper = createContextKeeper(() => ({ url, title: `a\u0007b\ud83d${'x'.repeat(295)}\u{1f600}` }));

  const { current } = keeper;

  assert.deepEqual(current, { page: { url, title: `ab${'x'.repeat(295)}` } });
  assert.equal(contextSchema.safeParse(current).success, true);
});

test('the page is where the customer is now, until the site says another', () => {
  let title = 'First';
  const keeper = createContextKeeper(() => ({ url, title }));
  const first = keeper.current;
  title = 'x'.repeat(400);

  const second = keeper.current;
  keeper.replace({ page: { url: `${url}/2` } });

  assert.deepEqual(first, { page: { url, title: 'First' } });
  assert.deepEqual(second, { page: { url, title: 'x'.repeat(300) } });
  assert.deepEqual(keeper.current, { page: { url: `${url}/2` } });
});

test('parts are replaced one by one and forgotten together', () => {
  const keeper = createContextKeeper(() => undefined);

  keeper.replace({ customerName: '하늘', attributes: { plan: 'gold', since: '2020' } });
  keeper.replace({ attributes: { plan: 'silver' } });
  const replaced = keeper.current;
  keeper.clear();

  assert.deepEqual(replaced, { customerName: '하늘', attributes: { plan: 'silver' } });
  assert.deepEqual(keeper.current, {});
});

test('what breaks the schema is refused, says where and changes nothing', () => {
  const keeper = createContextKeeper(() => undefined);
  keeper.replace({ customerName: '하늘' });

  assert.throws(() => keeper.replace({ customerName: 1 } as never), {
    code: 'invalid_option',
    details: { option: 'context.customerName', mend: 'see Context in @beside/protocol' },
  });
  assert.throws(() => keeper.replace('context' as never), {
    code: 'invalid_option',
    details: { option: 'context', mend: 'see Context in @beside/protocol' },
  });
  assert.deepEqual(keeper.current, { customerName: '하늘' });
});
