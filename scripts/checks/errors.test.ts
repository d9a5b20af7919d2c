import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderErrorsPage } from '../generate/errors-page.ts';
import { plantFiles } from '../testing/plant-files.ts';
import { checkErrors } from './errors.ts';

const info = { message: 'It is gone.', retryable: false, httpStatus: 410, remedy: 'Ask a | b.' };

test('a register that is documented and used is fine', (t) => {
  const register = { gone: info };
  const root = plantFiles(t, {
    'docs/errors.md': renderErrorsPage(register),
    'packages/server/src/a.ts': "throw new BesideError('gone')",
  });

  assert.deepEqual(checkErrors(root, register), { problems: [], summary: '1 codes' });
});

test('a page that says something else than the register is a problem', (t) => {
  const root = plantFiles(t, {
    'docs/errors.md': renderErrorsPage({ gone: { ...info, httpStatus: 404 } }),
    'packages/server/src/a.ts': "'gone'",
  });

  assert.equal(checkErrors(root, { gone: info }).problems.length, 1);
});

test('a code that only tests, the register and names of other things say is a problem', (t) => {
  const root = plantFiles(t, {
    'docs/errors.md': renderErrorsPage({ gone: info }),
    'packages/protocol/src/errors.ts': "'gone'",
    'packages/server/src/a.test.ts': "'gone'",
    'packages/server/src/testing/a.ts': "'gone'",
    'packages/server/src/a.ts': 'state.gone',
  });

  assert.equal(checkErrors(root, { gone: info }).problems.length, 1);
});

test('a code in another case is a problem', (t) => {
  const root = plantFiles(t, {
    'docs/errors.md': renderErrorsPage({ isGone: info }),
    'packages/server/src/a.ts': "'isGone'",
  });

  assert.deepEqual(checkErrors(root, { isGone: info }).problems, ['isGone is not lower_snake_case']);
});
