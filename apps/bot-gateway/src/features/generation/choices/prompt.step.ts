import { ideaIn, PROMPT_LENGTH, withoutTriggerPhrases } from '@aisha/domain';
import { GenerationReader } from '@aisha/kinds/tables';
import { toMenu } from '../../../engine/conversation';
import { goTo, loading, ofNewIdea, stay } from './generate.draft';

/**
 * The prompt of the order that the draft names. Null if no model wrote one, or if the prompt was deleted with its avatar or with the
 * consent.
 */
const { step, onText } = loading(async (readers, { promptOf }, { person }) => {
  const generation = promptOf ? await readers.of(GenerationReader).order(person.userId, promptOf) : null;
  return { prompt: generation?.enhancedPrompt ?? null, seed: generation?.seed };
});

/**
 * Shows the prompt that the model got for an idea, without the avatar's trigger phrase, so that the person can copy it. A text sent here is
 * drawn word for word.
 */
export const promptStep = step({
  screen: (_, t, { prompt }) => ({
    text: prompt === null ? t.gone : t.prompt({ prompt: withoutTriggerPhrases(prompt) }),
    buttons: [[toMenu.button(t.menu, {})]],
  }),
  actions: [
    onText((draft, text, { t, data: { seed } }) => {
      const idea = ideaIn(text);
      if (!idea) return stay(draft, t.badIdea({ length: text.length, isTooLong: text.length > PROMPT_LENGTH.max }));
      // The seed stays, so that the new picture differs only in what the person changed.
      return goTo('offer', { ...ofNewIdea(draft), ...(seed !== undefined && { seed }), idea, enhance: false });
    }),
  ],
});
