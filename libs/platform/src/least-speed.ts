/** The slowest speed of a body: at least `bytes` in each `inMs` milliseconds in which it is waited for. */
export interface LeastSpeed {
  readonly bytes: number;
  readonly inMs: number;
}

/**
 * Passes a body on while it comes fast enough; throws what `refusal` makes when it does not. The time in which the body waits for its reader
 * does not count. `sparesBeginning`: in the first `inMs` the body may be slower, so that a small one from a slow line comes whole soon after
 * them.
 */
export async function* fastEnough(
  body: AsyncIterable<Buffer>,
  { bytes: least, inMs }: LeastSpeed,
  { refusal, sparesBeginning = false }: { readonly refusal: () => Error; readonly sparesBeginning?: boolean },
): AsyncGenerator<Buffer, undefined> {
  let [bytes, waitedMs, askedAt, isSpared] = [0, 0, performance.now(), sparesBeginning];
  for await (const piece of body) {
    waitedMs += performance.now() - askedAt;
    bytes += piece.length;
    if (waitedMs >= inMs) {
      if (bytes < least && !isSpared) throw refusal();
      bytes = waitedMs = 0;
      isSpared = false;
    }
    yield piece;
    askedAt = performance.now();
  }
}
