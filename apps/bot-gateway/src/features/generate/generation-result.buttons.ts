import type { Language } from '@aisha/domain';
import type { Button } from '../../engine/conversation';
import type { ResultCardState } from '../../orders/result.card';
import { again, deletePictures, similar } from './generate.callbacks';
import { generateTexts } from './generate.texts';

export const generationResultButtons = ({ orderId }: ResultCardState, language: Language): Button[][] => {
  const t = generateTexts[language];
  return [
    [again.button(t.again, { orderId }), similar.button(t.similar, { orderId })],
    [deletePictures.button(t.remove, { orderId })],
  ];
};
