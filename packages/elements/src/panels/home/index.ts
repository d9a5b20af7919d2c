export { BesideNavigateEvent } from './home-events.ts';
export { BesideHome } from './home.ts';
