export { BesideNavigateEvent } from '../../client/navigate-event.ts';
