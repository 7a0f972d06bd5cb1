import type { KindFixture } from '../order/kind-fixture';
import { Recording } from './recording.entity';

/** A recording of one minute. */
export const TRANSCRIPTION_FIXTURE = {
  entity: Recording,
  own: ({ orderId }) => ({
    readyAt: new Date(),
    audioFilePath: `files:sources/${orderId}.mp3`,
    audioKeptUntil: null,
    bytes: null,
    duration: 60,
    silences: [],
    messageId: null,
    spokenLanguage: null,
    vocabulary: [],
    timedAs: 1,
  }),
} satisfies KindFixture<Recording>;
