import type { SignedInAgent } from '../shared/agent-api.ts';
import type { ConsoleController } from '../shared/console-controller.ts';
import type { Layout } from '../shared/layout.ts';
import type { NotificationState } from '../shared/notifier.ts';
import type { Workplace } from '../shared/workplace.ts';

/** Everything the signed-in page is drawn from. */
export interface DeskModel {
  readonly console: ConsoleController;
  readonly workplace: Workplace;
  readonly agent: SignedInAgent;
  readonly notifications: NotificationState;
  readonly layout: Layout;
  /** This page's clock, epoch ms. */
  readonly now: number;
  /** The browser says that there is a network. */
  readonly isOnline: boolean;
}
