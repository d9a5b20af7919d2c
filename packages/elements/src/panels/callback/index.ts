export { BesideCallback } from './callback.ts';
export { BesideWriteEvent } from './write-event.ts';
