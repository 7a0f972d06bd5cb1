import type { ShowRecording } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';

/** Recordings that somebody asked about in a group: what they are told of a measured one, they are told there. */
export abstract class AskedInGroups {
  /** Resolves to false for a recording that no group waits for. */
  abstract heard(tx: Transaction, job: ShowRecording, now: Date): Promise<boolean>;
}
