import { feature } from '../../engine/conversation';
import { drawAnyway } from '../generate/generate.callbacks';
import { commandFor } from './intent';
import { intentTexts } from '@aisha/words';

/** Opens the screen that answers a question, when the question is typed where an idea would be drawn (decision 130). */
export const intentsFeature = feature({
  intents: { commandFor, drawAnyway: (language) => drawAnyway.button(intentTexts[language].drawAnyway, {}) },
});
