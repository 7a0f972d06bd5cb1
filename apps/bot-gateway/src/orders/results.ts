import type { ErrorCode, Language, OrderKind } from '@aisha/domain';
import { html, type Button, type Html } from '../engine/conversation';
import { openAvatars } from '../features/avatars/avatars.callbacks';
import { trainingResultButtons } from '../features/avatars/training-result.buttons';
import { again, openGenerate } from '../features/generate/generate.callbacks';
import { generateTexts } from '../features/generate/generate.texts';
import { generationResultButtons } from '../features/generate/generation-result.buttons';
import type { ResultCardState } from './result.card';

/** What stands above the receipt when an order was delivered: one line per kind. */
export const resultTexts: Readonly<Record<Language, Readonly<Record<OrderKind, (what: string) => Html>>>> = {
  ru: {
    training: (name) => html`🎉 Ваш аватар <b>${name}</b> готов! Опишите любую идею одной строкой, и я нарисую.`,
    generation: () => html`✨ Готово! Что дальше?`,
    transcription: () => html`📝 Готово! Текст в файле выше, он останется в «Моих расшифровках».`,
  },
  en: {
    training: (name) => html`🎉 Your avatar <b>${name}</b> is ready! Describe any idea in one line and I will draw it.`,
    generation: () => html`✨ Done! What next?`,
    transcription: () => html`📝 Done! The text is in the file above and stays in “My transcripts”.`,
  },
};

/** What can be done with a result: one line per kind. */
export const RESULT_BUTTONS: Readonly<
  Record<OrderKind, (state: ResultCardState, language: Language) => readonly Button[][]>
> = {
  training: trainingResultButtons,
  generation: generationResultButtons,
  transcription: () => [],
};

const MY_AVATARS: Readonly<Record<Language, string>> = { ru: '👥 Мои аватары', en: '👥 My avatars' };

/** The same idea would end the same way. */
const FAULTS_OF_THE_IDEA: readonly ErrorCode[] = ['prompt-refused', 'result-not-decent'];

/** What can be done after a failure, besides going home: one line per kind. */
export const RETRY_BUTTONS: typeof RESULT_BUTTONS = {
  training: (_, language) => [[openAvatars.button(MY_AVATARS[language], {})]],
  generation: ({ orderId, outcome, receipt }, language) =>
    // An order that was never let through is known to nobody who could repeat it.
    (outcome.type === 'failed' && FAULTS_OF_THE_IDEA.includes(outcome.code)) || receipt?.held === '0'
      ? [[openGenerate.button(generateTexts[language].anotherIdea, {})]]
      : [[again.button(generateTexts[language].again, { orderId })]],
  transcription: () => [],
};
