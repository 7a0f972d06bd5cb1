import { RETENTION_MS, type Language, type Retention } from '@aisha/domain';
import { html, joined, type Html } from '../../engine/conversation';
import { spanEn, spanGenitiveRu, spanRu } from '../../orders/time-span.texts';
import { KEPT_IN, type Kept } from './kept-tables';

/** What is kept of a person and how long, one line each: the times are those that the removing code goes by. */
const LINES: Readonly<Record<Language, (ms: Retention) => Readonly<Record<Kept, Html>>>> = {
  ru: (ms) => ({
    face: html`📸 <b>Фото, модель лица и его измерения</b> — пока вы не удалите аватар, фото до проверки — не дольше ${spanGenitiveRu(ms.uncheckedPhoto)}. Копии уходят сервису обучения FAL (fal.ai) и исчезают там за ${spanRu(ms.copyAtFal)}.`,
    reports: html`🚩 <b>Жалобы и селфи-проверки</b> — фото стираются сразу. Измерения селфи: до второго снимка, не дольше ${spanGenitiveRu(ms.selfie)}, а подтверждённые — с аватаром. Слова жалобы — ${spanRu(ms.closedReport)} после решения или до отзыва согласия, лицо из жалобы «моё лицо» — до отзыва; лицо остановленного аватара — ${spanRu(ms.stoppedFace)}, чтобы его не обучили заново.`,
    ideas: html`💬 <b>Ваши идеи</b> — столько же, сколько аватар; без аватара — пока не удалите картинки или не отзовёте согласие. Их проверяет и дополняет OpenAI (хранит по своим правилам), а FAL по ним рисует.`,
    describedPhotos: html`🔎 <b>Картинки для идей</b> — до описания: обычно секунды, не дольше ${spanGenitiveRu(ms.describedPhoto)}. На них смотрит OpenAI (хранит по своим правилам), а у нас они сразу стираются. Так же он смотрит на уменьшенную копию готовой картинки: нет ли брака и можно ли её показать.`,
    pictures: html`🖼️ <b>Готовые картинки</b> — пока вы не удалите их: под ними самими или в «Мои работы» → «Мои файлы»; архивы для скачивания — ${spanRu(ms.archive)}. В каждом файле есть метка для программ, что его нарисовала нейросеть; в «Оригинале» она цела, из сжатых фото её убирает Telegram.`,
    restoredPhotos: html`📷 <b>Чёткие фото</b> — до заказа ${spanRu(ms.sentPhoto)}, а готовое вместе с исходным — пока вы не удалите его под результатом или в «Мои файлы»; исходное исчезает и с отзывом согласия. Работает с ним FAL или наш сервер; копии исчезают у FAL за ${spanRu(ms.copyAtFal)}.`,
    voice: html`🎙️ <b>Записи голоса</b> — ${spanRu(ms.recording)} после расшифровки, чтобы их можно было послушать снова (удалить раньше: «Мои файлы»), а без заказа — не дольше ${spanGenitiveRu(ms.measuredRecording)}; не вышло текста — стираются сразу. Слушает их OpenAI, тоже по своим правилам (с «Моими словами», пока вы их не сотрёте или не отзовёте согласие), пишет документы по расшифровкам и вашим файлам и отвечает на вопросы; озвучивает тексты OpenAI или FAL: присланный текст я стираю, когда заказ окончен, а текст присланного файла — за ${spanRu(ms.sentText)}. Тексты, документы и озвучка остаются, пока вы их не удалите (ваш шаблон документа исчезает и с отзывом согласия), вопросы с ответами — пока не удалите расшифровку или не отзовёте согласие; расшифровки и документы в других форматах — ${spanRu(ms.transcriptFile)}. Запись из группы хранится так же — у того, кто попросил её расшифровать.`,
    messages: html`✉️ <b>Сообщения</b> — ваши я забываю, как только отвечу, свои — через ${spanRu(ms.sentMessage)}, названия заказов — через ${spanRu(ms.card)}. То, что до вас не дошло, ждёт до ${spanGenitiveRu(ms.card)}, а присланное до согласия — не дольше ${spanGenitiveRu(ms.heldUpdate)}. Если сбой оставил лишний файл, он исчезает за ${spanRu(ms.unownedFile)}. Сам чат хранит Telegram.`,
    receipts: html`🧾 <b>Чеки, оплаты и согласие</b> — всегда: суммы, даты и за что; во что это обошлось нам — ${spanRu(ms.cost)}.`,
  }),
  en: (ms) => ({
    face: html`📸 <b>Photos, the model of your face and its measurements</b>: until you delete the avatar; a photo that isn’t checked yet, ${spanEn(ms.uncheckedPhoto)} at most. Copies go to the training service FAL (fal.ai) and are gone from there within ${spanEn(ms.copyAtFal)}.`,
    reports: html`🚩 <b>Reports and selfie checks</b>: photos are erased at once. What was measured on a selfie: until the second one, ${spanEn(ms.selfie)} at most; once confirmed, as long as the avatar. Words of a report: ${spanEn(ms.closedReport)} after the decision, or until you withdraw your consent; the face of a “my face” report, until you withdraw it; the face of a stopped avatar, ${spanEn(ms.stoppedFace)}, so that it isn’t trained anew.`,
    ideas: html`💬 <b>Your ideas</b>: as long as the avatar; those drawn without one, until you delete their pictures or withdraw your consent. OpenAI checks and completes them (and keeps them by its own rules); FAL draws from them.`,
    describedPhotos: html`🔎 <b>Pictures you send as ideas</b>: until they’re described, usually seconds, ${spanEn(ms.describedPhoto)} at most. OpenAI looks at them (and keeps them by its own rules); we erase them at once. It looks at a small copy of each finished picture too: for flaws, and whether it may be shown.`,
    pictures: html`🖼️ <b>Finished pictures</b>: until you delete them, under the pictures or in “My work” → “My files”; archives made for a download, ${spanEn(ms.archive)}. Every file carries a mark that tells programs it was made by AI; the “Original” keeps it, while Telegram strips it from compressed photos.`,
    restoredPhotos: html`📷 <b>Sharp photos</b>: ${spanEn(ms.sentPhoto)} before the order; the result and the photo as it was, until you delete them under the result or in “My files”; the photo as it was goes with your consent, too. FAL or our own server works on them; FAL’s copies are gone within ${spanEn(ms.copyAtFal)}.`,
    voice: html`🎙️ <b>Voice recordings</b>: ${spanEn(ms.recording)} after their text is ready, so that you can listen again (delete them sooner in “My files”), without an order ${spanEn(ms.measuredRecording)} at most; without a text they’re erased at once. OpenAI listens to them, by its own rules too (with “My words”, until you erase them or withdraw your consent), writes documents from transcripts and your files and answers questions; OpenAI or FAL reads texts aloud: we erase the text you sent once the order is over, and the text of a file you sent within ${spanEn(ms.sentText)}. Texts, documents and speech stay until you delete them (your own template of a document goes with your consent, too), questions with their answers until you delete the transcript or withdraw your consent; files of a transcript or document in other formats, ${spanEn(ms.transcriptFile)}. A recording from a group is kept the same way, for whoever asked for its text.`,
    messages: html`✉️ <b>Messages</b>: I forget yours once I’ve answered, mine after ${spanEn(ms.sentMessage)}, order titles after ${spanEn(ms.card)}. Anything that didn’t reach you waits up to ${spanEn(ms.card)}; what you send before you agree, ${spanEn(ms.heldUpdate)} at most. A file that a breakdown left over is gone within ${spanEn(ms.unownedFile)}. Telegram keeps the chat itself.`,
    receipts: html`🧾 <b>Receipts, payments and consent</b>: always; amounts, dates and what for; what it cost us, for ${spanEn(ms.cost)}.`,
  }),
};

export const keptText = (language: Language, retention: Retention = RETENTION_MS): Html => {
  const lines = LINES[language](retention);
  return joined(
    (Object.keys(KEPT_IN) as Kept[]).map((kept) => lines[kept]),
    '\n\n',
  );
};
