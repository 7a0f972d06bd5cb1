import { recordedTone } from '@aisha/fakes/recorded-tone';
import { eventually } from '@aisha/testing/fixtures';
import type { SourceId } from '@aisha/domain';
import { fromReference } from '@aisha/storage';
import type { Attack } from '../attack.mts';
import { PATIENT } from '../target.mts';

export const attack: Attack = {
  about: "A message in the queue asks for the transcript of another person's recording, under an order of one's own.",
  holds: "Nothing is transcribed, the credits go back and the other's recording stays.",
  isQuick: false,
  async run(target) {
    const anna = await target.customer('Anna');
    const measured = async () => {
      const [source] = await target.admin.query<{ id: SourceId; file: string }>(
        `SELECT id, audio_file_path AS file FROM transcriber.source WHERE user_id = $1 AND silences IS NOT NULL`,
        [anna.userId],
      );
      return source ?? null;
    };
    await anna.person.sendsVoice(await recordedTone(8), 8);
    const { id: sourceId, file } = await eventually(measured, PATIENT);
    const { userId } = await target.customer('Mallory');
    const line = { kind: 'transcription', item: 'transcription.speech', units: 2 } as const;
    const { orderId } = await target.fixtures.hold({ userId, ...line, credits: 1 });
    const start = { orderId, userId, sourceId, speechUnits: line.units, minutes: 1 };
    await target.pushes('transcriber', 'start-transcription', start);
    const [hold] = await target.settled(userId, 1);
    const isThere = await target.storage.head(fromReference(file)).then(
      () => true,
      () => false,
    );
    const stays = isThere && (await measured())?.id === sourceId;
    return {
      holds: stays && hold?.status === 'released',
      figure: `a stranger's recording by its id: ${hold?.reason}, ${hold?.status}, the recording ${stays ? 'stays' : 'is gone'}`,
    };
  },
};
