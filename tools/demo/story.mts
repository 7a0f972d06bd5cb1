import sharp from 'sharp';
import { drawnSelfies } from '@aisha/fakes/drawn-faces';
import type { Phone } from './phone.mts';
import { recordedTone } from '@aisha/fakes/recorded-tone';

const IDEA = 'прогулка по берегу моря на закате';
const VOICE_SECONDS = 12;
/** Of the drawn face. */
const SEED = 7;

/** What Аня does with the bot, from the first word to the history of what she paid. Gives the pictures she got. */
export const playStory = async (phone: Phone): Promise<Buffer[]> => {
  await phone.chapter('Hello');
  await phone.writes('/start');
  await phone.waitsFor('Чем займёмся');

  await phone.chapter('Credits for Telegram Stars');
  await phone.taps('💎 Баланс');
  await phone.taps('300 кредитов');
  await phone.pays();
  await phone.waitsFor(/Зачислено 300 кредитов/);

  await phone.chapter('Ten selfies');
  await phone.taps('🏠 Меню');
  await phone.taps('✨ Создать аватар');
  await phone.taps('👤 Портрет');
  await phone.taps('Женщина');
  await phone.waitsFor('Как назовём аватар');
  await phone.writes('Анна');
  await phone.waitsFor('на фото только вы');
  const selfies = await drawnSelfies(SEED, 10);
  await phone.sendsPhotos('sends a photo that is far too small', [await sharp(selfies[0]).resize(200).toBuffer()]);
  await phone.taps('✅ Мне есть 18 лет');
  await phone.waitsFor(/❌ слишком маленькое/);
  await phone.sendsPhotos('sends an album of ten selfies', selfies);
  await phone.waitsFor(/10 из 20[^]*Достаточно/);

  await phone.chapter('A model of her own');
  await phone.taps('✅ Готово, дальше');
  await phone.taps('⚡ Быстро');
  await phone.taps('🚀 Обучить');
  await phone.waitsFor(/аватар Анна готов[^]*Списано 200 кредитов/);

  await phone.chapter('Two pictures from one line');
  await phone.taps(/🎨 Создать картинку/);
  await phone.waitsFor('Опишите идею');
  await phone.writes(IDEA);
  await phone.taps('3:4');
  await phone.taps(/^2 · 6 кредитов/);
  await phone.taps('🎨 Рисуй!');
  await phone.waitsFor(/Готово! Что дальше[^]*Списано 6 кредитов/);
  const album = await phone.waitsFor((message) => message.photo !== undefined && (message.text ?? '').includes(IDEA));
  const pictures = await phone.downloads(album);

  await phone.chapter('A voice message becomes text');
  await phone.sendsVoice(
    `sends a voice message of ${VOICE_SECONDS} seconds`,
    await recordedTone(VOICE_SECONDS),
    VOICE_SECONDS,
  );
  await phone.taps('📝 Расшифровать');
  await phone.waitsFor(/Текст в файле выше[^]*Списано 0,5 кредита/);

  await phone.chapter('What it cost');
  await phone.writes('/balance');
  await phone.waitsFor('Доступно: 93,5 кредита');
  await phone.taps('🧾 История');
  await phone.waitsFor(/История[^]*Расшифровка[^]*Картинки[^]*Аватар[^]*Покупка/);
  return pictures;
};
