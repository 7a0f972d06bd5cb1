import type { Language } from '@aisha/domain';
import type { Button } from '../../engine/conversation';
import { generateWith } from '../generate/generate.callbacks';
import type { ResultCardState } from '../../orders/result.card';
import { avatarsTexts } from './avatars.texts';

/** A new avatar is for making pictures with. */
export const trainingResultButtons = ({ outcome }: ResultCardState, language: Language): Button[][] =>
  outcome.type === 'delivered' && outcome.avatarId
    ? [[generateWith.button(avatarsTexts[language].generate, { avatarId: outcome.avatarId })]]
    : [];
