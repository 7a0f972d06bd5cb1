import { setTimeout as pause } from 'node:timers/promises';

/** An attempt of an app, with a login of its own, at something that is not its business. */
export interface Attempt {
  readonly what: string;
  /** Resolves when it was done. */
  readonly run: () => Promise<unknown>;
}

export interface Tried {
  readonly refused: number;
  readonly through: readonly string[];
  /** The attempts that met something other than a refusal: a server that is busy or gone, or a list that is wrong. */
  readonly unclear: readonly string[];
}

/** A busy machine ends what takes too long: it is tried so often before it counts as unclear. */
const TIMES = 3;
const PAUSE_MS = 1_000;

/** Tries one after the other; `isRefusal` knows how this server says that a right is missing. */
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
