import type { KindFixture } from '../order/kind-fixture';
import { Speech } from './speech.entity';

/** A text of one part to be read aloud. */
export const SPEECH_FIXTURE = {
  entity: Speech,
  own: ({ orderId, state }) => {
    const isDone = state === 'succeeded';
    return {
      readyAt: new Date(),
      text: isDone ? null : 'Добрый день!',
      title: 'Добрый день!',
      voice: 'soft',
      speed: 100,
      voicePath: isDone ? `files:speech/${orderId}.ogg` : null,
      mp3Path: isDone ? `files:speech/${orderId}.mp3` : null,
      bytes: isDone ? 300_000 : null,
      duration: null,
    };
  },
} satisfies KindFixture<Speech>;
