import { consentTexts, menuTexts, newAvatarTexts, reportTexts, supportTexts } from '@aisha/words';
import sharp from 'sharp';
import { FILE_BUDGETS, fileBudgetsIn } from '../../../spec/file-places';
import { describe, expect, it } from '@jest/globals';
import type { FetchFile } from '@aisha/contracts/bot-gateway';
import { REPORTS_A_DAY, type PhotoId, type ReportId, type ReportNews } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { eventually, jobContext } from '@aisha/testing';
import { either, saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';
import { ShowReportHandler } from './show-report.handler';
import { Readers } from '../../engine/conversation/readers';

const aPicture = (): Promise<Buffer> =>
  sharp({ create: { width: 90, height: 120, channels: 3, background: '#5a5a5a' } })
    .jpeg()
    .toBuffer();

/** A person who has just begun to use the bot. */
const setup = async ({ hasAgreed = false } = {}) => {
  const harness = await botHarness();
  const { postgres } = harness;
  const bot = await harness.replica();
  const vera = await harness.joins('Вера');
  await vera.sends('/start');
  await vera.sees(either(saying(menuTexts.ru.menu), saying(newAvatarTexts.ru.create)));
  const userId = await harness.onlyUserId();
  if (hasAgreed) await postgres.fixtures.consent({ userId });
  const handler = new ShowReportHandler(
    new Readers(postgres.database),
    bot.deliveries,
    fileBudgetsIn(postgres.database),
  );
  const sent = async (job: string) => (await postgres.outboxOf('bot')).filter((one) => one.job === job);
  return {
    ...harness,
    vera,
    userId,
    sent,
    news: (news: ReportNews, photoId: PhotoId | null = null) =>
      handler.handle(
        { userId, reportId: '0199a3fa-51c2-7a0e-9d11-7be3cc8a4402' as ReportId, news, photoId },
        jobContext(postgres, { messageId: newId<string>() }),
      ),
  };
};

describe('a person whose face another person uses', () => {
  it.each(['/report', '/privacy', '/help'])(
    'a person whose face is misused finds the report by %s, and needs no consent to describe the case in words',
    async (way) => {
      const { vera, sent, userId } = await setup();
      await vera.sends(way);
      if (way === '/privacy') {
        await vera.presses(supportTexts.ru.privacyInFull);
        await vera.presses(supportTexts.ru.report);
      }
      if (way === '/help') await vera.presses(menuTexts.ru.report);
      await vera.sees(/прочитает человек, обычно в течение суток/);
      await vera.presses(saying(reportTexts.ru.about, { about: 'my-face' }));
      await vera.sees(/фото, где хорошо видно лицо[^]*остановится сразу/);
      await vera.sends('Борис рисует меня');
      await vera.sees('Сейчас пришлю номер жалобы');

      const [report] = await sent('report-misuse');
      expect(report?.payload).toEqual({
        reportId: expect.any(String),
        userId,
        about: 'my-face',
        words: 'Борис рисует меня',
        photoId: null,
      });
    },
  );

  it('a report with a picture has the caption as its words and a budget of its own, and is sent even when the picture cannot be fetched', async () => {
    const { vera, sent, userId } = await setup({ hasAgreed: true });
    await vera.sends('/report');
    await vera.presses(saying(reportTexts.ru.about, { about: 'picture' }));
    await vera.sendsPhotos([await aPicture()], 'это мой сын');
    await vera.sees('Сейчас пришлю номер жалобы');

    const [file] = (await sent('fetch-file')).map(({ payload }) => payload as unknown as FetchFile);
    expect(file?.countedAs).toBe('reports');
    const report = { about: 'picture', words: 'это мой сын', photoId: file?.countedFor, userId };
    for (const next of [file?.onStored, file?.onFailed, file?.overBudget.atOnce, file?.overBudget.today]) {
      expect(next).toMatchObject({ receiver: 'avatar-trainer', job: 'report-misuse', payload: report });
    }
    expect(FILE_BUDGETS.reports.aDay).toBe(REPORTS_A_DAY);
  });

  it('a report takes the first picture of an album, and the others begin no avatar of the reported face', async () => {
    const { vera, sent } = await setup({ hasAgreed: true });
    await vera.sends('/report');
    await vera.presses(saying(reportTexts.ru.about, { about: 'my-face' }));
    await vera.sendsPhotos(await Promise.all([aPicture(), aPicture(), aPicture()]));
    const told = await vera.sees('в жалобе она одна');

    await vera.sendsPhotos([await aPicture()]);
    await vera.sees(saying(reportTexts.ru.alreadySent), { after: told });

    const fetched = (await sent('fetch-file')).map(({ payload }) => payload as unknown as FetchFile);
    expect(fetched.map(({ countedAs }) => countedAs)).toEqual(['reports']);
    expect(await sent('report-misuse')).toEqual([]);
  });

  it('a person whose face is misused is asked for the consent before a picture is looked at, and then the report goes on', async () => {
    const { vera, sent } = await setup();
    await vera.sends('/report');
    await vera.presses(saying(reportTexts.ru.about, { about: 'my-face' }));
    await vera.sendsPhotos([await aPicture()]);
    await vera.sees('Сначала ваше согласие');
    expect(await sent('fetch-file')).toEqual([]);

    await vera.presses(consentTexts.ru.agree);

    await vera.sees('Сейчас пришлю номер жалобы');
    await eventually(async () => expect(await sent('fetch-file')).toHaveLength(1));
  });

  it('a person who reports a misuse reads the report’s number and that we do not say whether somebody has such an avatar, and later the result', async () => {
    const { vera, news } = await setup();

    await news('taken');
    await vera.sees(/Жалоба CC8A4402 принята[^]*не сообщаю/);
    await news('no-face', newId<PhotoId>());
    await vera.sees('лица на картинке я не разглядела');
    await news('stopped');
    await vera.sees(/остановил аватар[^]*больше нельзя/);
    await news('paused');
    await vera.sees(/остановил аватар[^]*двумя селфи не докажет/);
    await news('closed');
    await vera.sees(/Нарушения не нашёл[^]*\/support/);
    await news('photo-unread');
    await vera.presses(reportTexts.ru.again);
    await vera.sees('Кто-то рисует вас');
  });
});
