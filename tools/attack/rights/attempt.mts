import { setTimeout as pause } from 'node:timers/promises';

/** An app's attempt, with its own login, to do something that it has no right to. */
export interface Attempt {
  readonly what: string;
  /** Makes the attempt, and resolves when the attempt succeeded. */
  readonly run: () => Promise<unknown>;
}

export interface Tried {
  readonly refused: number;
  readonly through: readonly string[];
  /**
   * The attempts that failed for another reason than a missing right: the server is busy or gone, or the list of
   * attempts is wrong.
   */
  readonly unclear: readonly string[];
}

/** How often an attempt is made before it counts as unclear, because a busy server may end a slow attempt. */
const TIMES = 5;
const PAUSE_MS = 2_000;

/** Makes the attempts one after the other; `isRefusal` recognizes this server's error for a missing right. */
export async function tryAll(attempts: readonly Attempt[], isRefusal: (error: unknown) => boolean): Promise<Tried> {
  const tried = { refused: 0, through: [] as string[], unclear: [] as string[] };
  for (const { what, run } of attempts) {
    const came = await outcomeOf(run, isRefusal);
    if (came === 'refused') tried.refused += 1;
    else if (came === 'done') tried.through.push(what);
    else tried.unclear.push(`${what}: ${came}`);
  }
  return tried;
}

async function outcomeOf(run: Attempt['run'], isRefusal: (error: unknown) => boolean): Promise<string> {
  for (let time = 1; ; time += 1) {
    try {
      await run();
      return 'done';
    } catch (error) {
      if (isRefusal(error)) return 'refused';
      if (time === TIMES) return `${(error as { code?: string }).code ?? ''} ${(error as Error).message}`.trim();
      await pause(PAUSE_MS);
    }
  }
}
