import assert from 'node:assert/strict';
import { test } from 'node:test';
import { invitationShare } from './share.ts';

test('[N4] everybody may invite while there is room for those who accept, and fewer the fuller it is', () => {
  assert.deepEqual(
    [
      invitationShare(0, 1),
      invitationShare(1, 1),
      invitationShare(4, 40),
      invitationShare(4, 80),
      invitationShare(4, 400),
    ],
    [0, 1, 1, 0.5, 0.1],
  );
});
