import type { Receipt } from '@aisha/database/billing';
import type { Language, OrderId, OrderKind, UserId } from '@aisha/domain';
import { beginningOf, html } from '../../engine/conversation';
import { albumsOf, documentOf, voiceOf, type Content } from '../../engine/deliveries/content';
import type { Readers } from '../../readers';
import { answerMessage } from '../../orders/answer-message';
import { restoredPhoto } from '../../orders/restored-photo';
import { balanceTexts } from './balance.texts';

/** Characters of the idea or of the transcript: a caption holds 1024. */
const CAPTION = 700;

interface Reading {
  readonly readers: Readers;
  readonly userId: UserId;
  readonly language: Language;
}

/** The delivered result of a kind, to be sent once more; nothing when it is gone, or the person finds it elsewhere. */
const RESULTS: Readonly<Record<OrderKind, (orderId: OrderId, reading: Reading) => Promise<readonly Content[]>>> = {
  generation: async (orderId, { readers, userId }) => {
    const found = await readers.generations.find(userId, orderId);
    const files = found?.pictures.flatMap(({ filePath }) => filePath ?? []) ?? [];
    return found && files.length > 0 ? albumsOf(files, html`${beginningOf(found.generation.prompt, CAPTION)}`) : [];
  },
  transcription: async (orderId, { readers, userId, language }) => {
    const transcript = await readers.transcripts.find(userId, orderId);
    if (!transcript) return [];
    const { documentPath, content, createdAt } = transcript;
    const fileName = balanceTexts[language].transcriptFile(createdAt.toISOString().slice(0, 10));
    return [documentOf(documentPath, fileName, html`📝 ${beginningOf(content, CAPTION)}`)];
  },
  document: async (orderId, { readers, userId, language }) => {
    const document = await readers.documents.find(userId, orderId);
    if (!document) return [];
    const { documentPath, points, createdAt } = document;
    const fileName = balanceTexts[language].documentFile(createdAt.toISOString().slice(0, 10));
    const beginning = beginningOf(points.map(({ text }) => text).join('\n'), CAPTION);
    return [documentOf(documentPath, fileName, html`📑 ${beginning}`)];
  },
  speech: async (orderId, { readers, userId, language }) => {
    const speech = await readers.speeches.find(userId, orderId);
    if (!speech?.voicePath) return [];
    return [voiceOf(speech.voicePath, balanceTexts[language].speechFile, html`🔊 ${speech.title}`)];
  },
  question: async (orderId, { readers, userId, language }) => {
    const told = await answerMessage(readers, { userId, language }, orderId);
    return told ? [told] : [];
  },
  training: () => Promise.resolve([]), // the avatar has a screen of its own
  upscale: () => Promise.resolve([]), // the generator's own file
  restoration: async (orderId, { readers, userId, language }) => {
    const photo = await readers.enhancements.find(userId, orderId);
    return photo ? restoredPhoto(photo, language) : [];
  },
};

export const resultOf = (receipt: Receipt, reading: Reading): Promise<readonly Content[]> =>
  'charged' in receipt ? RESULTS[receipt.kind](receipt.id as OrderId, reading) : Promise.resolve([]);
