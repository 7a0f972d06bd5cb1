import { describe, expect, it } from '@jest/globals';
import type { UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onSpeech } from '../../spec/speech-harness';

const setup = async () => {
  const harness = await onSpeech();
  const order = await harness.order({ text: 'С днём рождения, бабушка!' });
  const deletes = (userId = order.userId) => harness.deletes({ orderId: order.orderId, userId });
  /** Lets the app read a text aloud to the end, which gives two files. */
  const isRead = async () => {
    await harness.start(order);
    await harness.work();
    await harness.forget();
    const { voicePath, mp3Path, bytes } = await harness.row(order);
    return { sounds: [voicePath!, mp3Path!], bytes };
  };
  return { ...harness, order, deletes, isRead };
};

describe('a text read aloud', () => {
  it('a text read aloud has the size of its two files; when its person deletes it, its first words are deleted, too, and the order stays', async () => {
    const { order, deletes, isRead, file, isKept, row, postgres } = await setup();
    const { sounds, bytes } = await isRead();
    const [voice, mp3] = await Promise.all(sounds.map(file));
    expect(bytes).toBe(voice!.length + mp3!.length);

    await deletes();
    await deletes();

    for (const sound of sounds) expect(await isKept(sound)).toBe(false);
    expect(await row(order)).toMatchObject({ title: '', voicePath: null, mp3Path: null, bytes: null, delivered: 1 });
    expect(await postgres.admin.tablesWith('бабушка')).toEqual([]);
  });

  it('a text read aloud stays when another person asks to delete it, and while it is being read', async () => {
    const { start, order, deletes, isRead, isKept, row } = await setup();
    await start(order);
    await deletes();
    expect((await row(order)).title).toContain('бабушка');
    const { sounds } = await isRead();

    await deletes(newId<UserId>());

    for (const sound of sounds) expect(await isKept(sound)).toBe(true);
  });
});
