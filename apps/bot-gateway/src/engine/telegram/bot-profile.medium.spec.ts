import { expect, it } from '@jest/globals';
import { startTelegram } from '@aisha/fakes/telegram';
import { afterThisTest } from '@aisha/testing';
import { profileTexts } from '@aisha/words';
import { setBotProfile } from './bot-profile';
import { LANGUAGES } from '@aisha/domain';
import { TelegramApi } from './telegram-api';

it('the bot sets its profile in each language only when it has changed, because Telegram takes few changes a day', async () => {
  const token = '12345:spec-token';
  const telegram = await startTelegram({ token, bot: { first_name: 'Studio', username: 'studio_bot' } });
  afterThisTest(() => telegram.close());
  const api = new TelegramApi({ token, apiRoot: telegram.url });

  await setBotProfile(api, { words: profileTexts });
  await setBotProfile(api, { words: profileTexts });

  expect(await api.call('getMyName')).toEqual({ name: 'Аиша' });
  expect(await api.call('getMyName', { language_code: 'en' })).toEqual({ name: 'Aisha' });
  expect(await api.call('getMe')).toMatchObject({ first_name: 'Аиша' });
  expect(await api.call('getMyDescription')).toEqual({ description: expect.stringContaining('Одно селфи') });
  expect(await api.call('getMyDescription', { language_code: 'en' })).toEqual({
    description: expect.stringContaining('One selfie'),
  });
  expect(await api.call('getMyShortDescription')).toEqual({ short_description: expect.stringContaining('Одно селфи') });
  for (const method of ['setMyName', 'setMyDescription', 'setMyShortDescription']) {
    expect(telegram.recorder.list({ method })).toHaveLength(LANGUAGES.length);
  }
});
