import type { StoreName } from '../stand.ts';
import { clockJump } from './clock-jump.ts';
import { diskFull } from './disk-full.ts';
import { cut, halfClose, reset } from './endings.ts';
import { fsyncError } from './fsync-error.ts';
import { kill } from './kill.ts';
import { linkDown } from './link-down.ts';
import type { Nemesis } from './nemesis.ts';
import { pause } from './pause.ts';
import { postgresStop } from './postgres-stop.ts';
import { delay, duplicate, trickle } from './weather.ts';

const EVERYWHERE = [kill, pause, delay, trickle, duplicate, cut, reset, halfClose, linkDown, clockJump];

/** What can be done to a stand, by its store. */
export const NEMESES: Readonly<Record<StoreName, readonly Nemesis[]>> = {
  sqlite: [...EVERYWHERE, diskFull, fsyncError],
  postgres: [...EVERYWHERE, postgresStop],
};
