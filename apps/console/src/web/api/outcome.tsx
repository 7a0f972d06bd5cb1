import { asked } from './api';

/** How often and how long the screen looks for what came of an act, in milliseconds. */
const LOOK_EVERY_MS = 500;
const LOOK_FOR_MS = 20_000;

/** What came of an act, by its audit row. */
export interface Outcome {
  /** `done`, the code of a refusal, or `under-way` when its app has not answered yet. */
  readonly outcome: string;
  /** Why it was refused, in words of the app. */
  readonly why?: string;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits for the audit row of an act. */
export const outcomeOf = async (actId: string): Promise<Outcome> => {
  for (let waited = 0; waited < LOOK_FOR_MS; waited += LOOK_EVERY_MS) {
    const { outcome, details } = await asked<{ outcome: string; details?: { why?: unknown } }>(`audit/${actId}`);
    const why = typeof details?.why === 'string' ? { why: details.why } : {};
    if (outcome !== 'under-way') return { outcome, ...why };
    await pause(LOOK_EVERY_MS);
  }
  return { outcome: 'under-way' };
};
