/** The time for dates, and the scale of waits. Tests can move the time and shorten the waits. */
export class ScaledClock {
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    readonly now: () => Date,
    /** 1 is real time; 0.01 makes ten seconds a tenth of one. */
    private readonly scale: number,
  ) {}

  /** Unix time in seconds, as Telegram dates things. */
  seconds(): number {
    return Math.floor(this.now().getTime() / 1000);
  }

  /** How many milliseconds to wait in reality for `ms` milliseconds of Telegram's time. */
  scaled(ms: number): number {
    return ms * this.scale;
  }

  after(ms: number, run: () => void): () => void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      run();
    }, this.scaled(ms));
    this.timers.add(timer);
    return () => {
      clearTimeout(timer);
      this.timers.delete(timer);
    };
  }

  async wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }
}
