import { describe, expect, it } from '@jest/globals';
import { recordedTone } from '@aisha/fakes/recorded-tone';
import { QUOTE_VALID_MS, type OrderId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { eventually, ManualClock } from '@aisha/testing';
import { botHarness } from '../../../spec/bot-harness';
import type { BotParts } from '../../bot';
import { orderKindViews } from '../../features';
import { OrderCards } from '../../orders/order-cards';

const setup = async (parts: Partial<BotParts> = {}) => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica(parts);
  const anna = await harness.joins('Анна');
  await anna.sends('/start');
  await anna.sees(/Чем займёмся/);
  const userId = await harness.onlyUserId();
  await postgres.fixtures.account({ userId, credits: 300 });
  await postgres.fixtures.consent({ userId });
  const ordered = async () =>
    (await postgres.outboxOf('bot'))
      .filter(({ job }) => job === 'place-hold')
      .map(({ payload }) => (payload as { quotedCentiCredits: string }).quotedCentiCredits);
  /** A recording of theirs ended in a transcript. */
  const isDelivered = () =>
    postgres.database.transaction((tx) =>
      new OrderCards(bot.cards, bot.deliveries, orderKindViews).end(
        tx,
        { orderId: newId<OrderId>(), userId, kind: 'transcription' },
        { type: 'delivered', avatarId: null },
      ),
    );
  return { anna, ordered, isDelivered };
};

describe('recordings', () => {
  it('sent together are each shown with their price, one after the other, and none is lost', async () => {
    const { anna, ordered } = await setup();

    await anna.sendsVoice(await recordedTone(2), 2);
    await anna.sendsVoice(await recordedTone(3), 63);
    await anna.sees(/она следующая/);
    await anna.sees(/Запись 0:02[^]*После неё ещё 1 запись[^]*0,5 кредита/);
    await anna.presses('📝 Расшифровать');
    await anna.sees(/Запись 1:03, оплата за 2 минуты[^]*1 кредит/);
    await eventually(async () => expect(await ordered()).toEqual(['50']));
    await anna.presses('📝 Расшифровать');

    await anna.sees(/Заказ принят/);
    await eventually(async () => expect(await ordered()).toEqual(['50', '100']));
  });

  it('beyond those that may wait are refused with a word about it, and the others stay', async () => {
    const { anna } = await setup();
    const recording = await recordedTone(2);
    await anna.sendsVoice(recording, 2);
    for (let waiting = 0; waiting < 10; waiting += 1) await anna.sendsVoice(recording, 2);
    await anna.sees(/После неё ещё 10 записей/);

    await anna.sendsVoice(recording, 2);

    await anna.sees(/пока не беру: уже ждут 10 других/);
    await anna.sees(/После неё ещё 10 записей/);
  });

  it('are told from other files while a price is shown: a document is no sound, and a sound sent as a file has no length', async () => {
    const { anna } = await setup();
    await anna.sendsVoice(await recordedTone(2), 2);
    await anna.sees(/Запись 0:02/);

    await anna.sendsDocument(Buffer.from('%PDF-1.4'), 'report.pdf', 'application/pdf');
    await anna.sees(/Это не запись[^]*Запись 0:02/);

    await anna.sendsDocument(await recordedTone(2), 'talk.mp3', 'audio/mpeg');
    await anna.sees(/Пришлите эту запись как аудио[^]*Запись 0:02/);
  });

  it('are also the sound of a video and of a round one', async () => {
    const { anna } = await setup();

    await anna.sendsVideo(Buffer.from('video'), 'talk.mp4', 63);
    await anna.sees(/Запись 1:03/);
    await anna.sends('/start');
    await anna.sees(/Чем займёмся/);
    await anna.sendsVideoNote(Buffer.from('video'), 8);

    await anna.sees(/Запись 0:08/);
  });

  it('that became text lead to all transcripts', async () => {
    const { anna, isDelivered } = await setup();
    await isDelivered();

    await anna.presses('📚 Мои расшифровки');

    await anna.sees(/Мои расшифровки[^]*Пока пусто/);
  });

  it('whose price was shown long ago are offered once more, with a word about it', async () => {
    const clock = new ManualClock(new Date());
    const { anna, ordered } = await setup({ clock });
    await anna.sendsVoice(await recordedTone(2), 2);
    await anna.sees(/Запись 0:02[^]*0,5 кредита/);
    clock.advance(QUOTE_VALID_MS);

    const { message_id: offer } = await anna.presses('📝 Расшифровать');

    await eventually(async () => {
      const pressed = (await anna.chat()).find(({ message_id: id }) => id === offer)?.presses.at(-1);
      expect(pressed?.answer?.text).toBe('Цена обновлена, нажмите ещё раз.');
    });
    expect(await ordered()).toEqual([]);
    await anna.presses('📝 Расшифровать');
    await anna.sees(/Заказ принят/);
    await eventually(async () => expect(await ordered()).toEqual(['50']));
  });
});
