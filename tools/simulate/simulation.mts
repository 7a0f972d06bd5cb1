/**
 * The events to come, in the order of time. Of two events at the same moment, the one that was planned first comes first, so that a seed
 * repeats a run exactly.
 */
export class Simulation {
  /** The simulated time, in seconds. */
  now = 0;
  private readonly times: number[] = [];
  private readonly turns: number[] = [];
  private readonly works: (() => void)[] = [];
  private planned = 0;

  after(seconds: number, work: () => void): void {
    let place = this.times.length;
    const at = this.now + seconds;
    const turn = (this.planned += 1);
    this.set(place, at, turn, work);
    for (let above = (place - 1) >> 1; place > 0 && this.isBefore(place, above); above = (place - 1) >> 1) {
      this.swap(place, above);
      place = above;
    }
  }

  /** Runs until no event is planned any more. */
  run(): void {
    while (this.times.length > 0) {
      this.now = this.times[0]!;
      const work = this.works[0]!;
      this.removeFirst();
      work();
    }
  }

  private removeFirst(): void {
    const last = this.times.length - 1;
    this.swap(0, last);
    this.times.pop();
    this.turns.pop();
    this.works.pop();
    for (let place = 0; ;) {
      let least = place;
      for (const below of [2 * place + 1, 2 * place + 2])
        if (below < last && this.isBefore(below, least)) least = below;
      if (least === place) return;
      this.swap(place, least);
      place = least;
    }
  }

  private isBefore(one: number, other: number): boolean {
    const difference = this.times[one]! - this.times[other]!;
    return difference < 0 || (difference === 0 && this.turns[one]! < this.turns[other]!);
  }

  private swap(one: number, other: number): void {
    const [at, turn, work] = [this.times[one]!, this.turns[one]!, this.works[one]!];
    this.set(one, this.times[other]!, this.turns[other]!, this.works[other]!);
    this.set(other, at, turn, work);
  }

  private set(place: number, at: number, turn: number, work: () => void): void {
    this.times[place] = at;
    this.turns[place] = turn;
    this.works[place] = work;
  }
}

interface Waiting {
  readonly seconds: number;
  readonly since: number;
  readonly done: () => void;
}

/** Equal servers with one queue, first come, first served: slots at FAL, pods of an app, bots at Telegram. */
export class Station {
  /** How many customers have come, and how many have been served. */
  came = 0;
  served = 0;
  /** The waits before service, in seconds, of the customers whose service began while `isMeasured`. */
  readonly waits: number[] = [];
  isMeasured = true;
  readonly servers: number;
  private readonly simulation: Simulation;
  private busy = 0;
  private readonly queues: Waiting[][] = [[], []];
  private readonly heads = [0, 0];
  private areaBusy = 0;
  private areaWaiting = 0;
  private changedAt = 0;

  constructor(simulation: Simulation, servers: number) {
    this.simulation = simulation;
    this.servers = servers;
  }

  get waiting(): number {
    return this.queues.reduce((sum, queue, rank) => sum + queue.length - this.heads[rank]!, 0);
  }

  /** The mean number of customers in the queue, and of servers at work, over all time so far. */
  get means(): { readonly waiting: number; readonly busy: number } {
    this.account();
    return { waiting: this.areaWaiting / this.changedAt, busy: this.areaBusy / this.changedAt };
  }

  /** `leaves` is how many servers this work must leave to other work, as trainings do at FAL (decision 9). */
  serve(seconds: number, done: () => void, leaves: 0 | 1 = 0): void {
    this.came += 1;
    const work = { seconds, since: this.simulation.now, done };
    if (this.isFree(leaves)) return this.begin(work);
    this.account();
    this.queues[leaves]!.push(work);
  }

  private isFree(leaves: 0 | 1): boolean {
    return this.busy < Math.max(1, this.servers - leaves);
  }

  private begin({ seconds, since, done }: Waiting): void {
    this.account();
    this.busy += 1;
    if (this.isMeasured) this.waits.push(this.simulation.now - since);
    this.simulation.after(seconds, () => {
      this.account();
      this.busy -= 1;
      this.served += 1;
      this.next();
      done();
    });
  }

  /** Serves the customer who came first of those whose service may begin. */
  private next(): void {
    const [any, leaving] = [this.head(0), this.isFree(1) ? this.head(1) : undefined];
    const rank = leaving && (!any || leaving.since < any.since) ? 1 : 0;
    const work = rank === 1 ? leaving : any;
    if (!work) return;
    this.account();
    this.heads[rank]! += 1;
    this.shorten(rank);
    this.begin(work);
  }

  private head(rank: 0 | 1): Waiting | undefined {
    return this.queues[rank]![this.heads[rank]!];
  }

  /** Cuts off the served part of a queue, but only once that part is long: cutting an array copies the rest each time. */
  private shorten(rank: 0 | 1): void {
    if (this.heads[rank]! < 1_024) return;
    this.queues[rank]!.splice(0, this.heads[rank]);
    this.heads[rank] = 0;
  }

  private account(): void {
    const passed = this.simulation.now - this.changedAt;
    this.areaBusy += this.busy * passed;
    this.areaWaiting += this.waiting * passed;
    this.changedAt = this.simulation.now;
  }
}
