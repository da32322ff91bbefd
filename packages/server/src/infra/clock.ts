/** The only source of "now", so that tests can turn it. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is told to move. */
export class StillClock implements Clock {
  #now: Date;

  constructor(now: Date | string) {
    this.#now = new Date(now);
  }

  now(): Date {
    return new Date(this.#now);
  }

  /** @param step milliseconds */
  advance(step: number): void {
    this.#now = new Date(this.#now.getTime() + step);
  }
}
