/** The faults of one fake: operation → kinds of trouble. */
export type FaultCatalog = Readonly<Record<string, readonly string[]>>;

/** How long a fault lasts: `times` hits (1 when neither is given), `forMs` of real time, or whichever ends first. */
interface FaultScope {
  /** Part of the subject (an endpoint, a webhook URL, a method) that must occur; absent means everything. */
  readonly match?: string;
  readonly times?: number;
  readonly forMs?: number;
}

/** A fault that a test asks for: the operation that fails, and how. `Parameters` are values that some faults need, such as `delayMs`. */
export type FaultRequest<Catalog extends FaultCatalog, Parameters = object> = {
  [On in keyof Catalog & string]: { readonly on: On; readonly kind: Catalog[On][number] } & FaultScope & Parameters;
}[keyof Catalog & string];

export type Fault<Catalog extends FaultCatalog, On extends keyof Catalog & string, Parameters = object> = {
  readonly on: On;
  readonly kind: Catalog[On][number];
} & Parameters;

interface ActiveFault<Request> {
  readonly id: number;
  readonly request: Request;
  remaining: number;
  readonly until: number;
}

/** The faults of a fake, in the order in which they were set. */
export class Faults<Catalog extends FaultCatalog, Parameters = object> {
  private readonly active: ActiveFault<FaultRequest<Catalog, Parameters>>[] = [];
  private lastId = 0;

  constructor(readonly catalog: Catalog) {}

  /** @returns the id under which the fault can be removed. */
  add(request: FaultRequest<Catalog, Parameters>): number {
    const { times, forMs } = request;
    const id = ++this.lastId;
    this.active.push({
      id,
      request,
      remaining: times ?? (forMs === undefined ? 1 : Infinity),
      until: forMs === undefined ? Infinity : Date.now() + forMs,
    });
    return id;
  }

  /**
   * Takes the next fault for this operation and subject, which uses up one of its hits. `kinds` limits the search to those that the caller
   * can act on now.
   */
  take<On extends keyof Catalog & string>(
    on: On,
    subject: string,
    kinds?: readonly Catalog[On][number][],
  ): Fault<Catalog, On, Parameters> | undefined {
    this.forgetSpent();
    const hit = this.active.find(
      ({ request }) =>
        request.on === on &&
        (kinds === undefined || kinds.includes(request.kind)) &&
        (request.match === undefined || subject.includes(request.match)),
    );
    if (!hit) return undefined;
    hit.remaining -= 1;
    return hit.request as unknown as Fault<Catalog, On, Parameters>;
  }

  list(): readonly (FaultRequest<Catalog, Parameters> & { readonly id: number; readonly remaining: number | null })[] {
    this.forgetSpent();
    return this.active.map(({ id, request, remaining }) => ({
      ...request,
      id,
      remaining: Number.isFinite(remaining) ? remaining : null,
    }));
  }

  remove(id: number): boolean {
    const index = this.active.findIndex((fault) => fault.id === id);
    if (index >= 0) this.active.splice(index, 1);
    return index >= 0;
  }

  clear(): void {
    this.active.length = 0;
  }

  private forgetSpent(): void {
    const now = Date.now();
    for (let index = this.active.length - 1; index >= 0; index -= 1) {
      const fault = this.active[index];
      if (fault && (fault.remaining <= 0 || fault.until <= now)) this.active.splice(index, 1);
    }
  }
}
