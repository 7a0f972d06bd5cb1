import { newId } from '@aisha/platform';
import { recordingKey, toReference } from '@aisha/storage';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import type { OrderId, UserId } from '@aisha/domain';
import type { Attack } from '../attack.mts';

export const attack: Attack = {
  about: "A message in the queue asks for the transcript of another person's recording, under an order of one's own.",
  holds: "Nothing is transcribed, the credits go back and the other's recording stays.",
  isQuick: false,
  async run(target) {
    const foreign = recordingKey(newId<UserId>(), newId<OrderId>(), 'ogg');
    await target.storage.put(foreign, await recordedTone(8), { contentType: 'audio/ogg' });
    const { userId } = await target.customer('Mallory');
    const order = { userId, kind: 'transcription', item: 'transcription.minute', units: 1 } as const;
    const { orderId } = await target.fixtures.hold({ ...order, credits: 1 });
    await target.pushes('transcriber', 'start-transcription', {
      orderId,
      userId,
      recording: toReference(foreign),
      minutes: 1,
    });
    const [hold] = await target.settled(userId, 1);
    const stays = await target.storage.head(foreign).then(
      () => true,
      () => false,
    );
    return {
      holds: stays && hold?.status === 'released',
      figure: `a stranger's recording by reference: ${hold?.reason}, ${hold?.status}, the file ${stays ? 'stays' : 'is gone'}`,
    };
  },
};
