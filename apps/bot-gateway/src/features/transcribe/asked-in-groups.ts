import type { ShowRecording } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';

/** Recordings that a person asked about in a group: the group hears there how a measured one goes on. */
export abstract class AskedInGroups {
  /** Resolves to false for a recording that no group waits for. */
  abstract heard(tx: Transaction, job: ShowRecording, now: Date): Promise<boolean>;
}
