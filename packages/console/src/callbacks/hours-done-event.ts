/** The editor of a day is done with: what was asked for holds, or nothing is to be changed. */
export class BesideHoursDoneEvent extends Event {
  constructor() {
    super('beside-hours-done');
  }
}

declare global {
  interface HTMLElementEventMap {
    'beside-hours-done': BesideHoursDoneEvent;
  }
}
