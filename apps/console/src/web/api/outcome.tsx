import { asked } from './api';

/** How often, and for how long, the screen asks for the outcome of an act, in milliseconds. */
const LOOK_EVERY_MS = 500;
const LOOK_FOR_MS = 20_000;

/** The outcome of an act, from its audit row. */
export interface Outcome {
  /** `done`, the code of a refusal, or `under-way` while the app has not answered. */
  readonly outcome: string;
  /** The reason of a refusal, in the app’s words. */
  readonly why?: string;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Waits for the audit row of an act that the desk has taken, and resolves to its outcome; after 20 seconds without one, to `under-way`. A
 * question that fails meanwhile says nothing of the act, and is asked again.
 */
export const outcomeOf = async (actId: string): Promise<Outcome> => {
  for (let waited = 0; waited < LOOK_FOR_MS; waited += LOOK_EVERY_MS) {
    const { outcome, details } = await asked<{ outcome: string; details?: { why?: unknown } }>(`audit/${actId}`).catch(
      () => ({ outcome: 'under-way', details: undefined }),
    );
    const why = typeof details?.why === 'string' ? { why: details.why } : {};
    if (outcome !== 'under-way') return { outcome, ...why };
    await pause(LOOK_EVERY_MS);
  }
  return { outcome: 'under-way' };
};
