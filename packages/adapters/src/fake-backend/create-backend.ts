import type { CreateBackend } from '@beside/protocol';
import { createFakeBackend } from './fake-backend.ts';

/** For the configuration's `backend`: a centre without people that says back what customers write. */
export const createBackend: CreateBackend = () =>
  createFakeBackend({
    answerTo: (content) => (content.kind === 'text' ? content.text : JSON.stringify(content)),
  });
