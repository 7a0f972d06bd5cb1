import { feature } from '../../engine/conversation';
import { drawAnyway } from '../generate/generate.callbacks';
import { commandFor } from './intent';
import { intentTexts } from '@aisha/words';

/** A question typed where an idea would be drawn opens the screen that answers it (decision 130). */
export const intentsFeature = feature({
  intents: { commandFor, drawAnyway: (language) => drawAnyway.button(intentTexts[language].drawAnyway, {}) },
});
