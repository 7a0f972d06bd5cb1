import { avatarIn } from '@aisha/kinds';
import type { ImageGeneration } from '@aisha/kinds/tables';
import { showCard, type Effect } from '../../engine/conversation';
import { resultCard } from '../../orders/result.card';
import { forgottenResult, type ResultCardState } from '../../orders/result.state';
import { generationOrder } from './generation.order';

/** The fields of an order that decide the buttons of its card when the card is no longer stored. */
type Drawn = Pick<ImageGeneration, 'orderId' | 'input' | 'session'>;

/** Shows the card below the pictures with the given question or answer, or without. If the card is no longer stored, shows a new one. */
export const resultWith = (drawn: Drawn, question: Pick<ResultCardState, 'removal' | 'marking' | 'details'>): Effect =>
  showCard(resultCard(generationOrder), drawn.orderId, (state: ResultCardState | undefined) => {
    const {
      removal: _,
      marking: __,
      details: ___,
      sharing: ____,
      isUnfolded: _____,
      ...card
    } = state ?? forgotten(drawn);
    return { ...card, ...question };
  });

const forgotten = ({ orderId, input, session }: Drawn): ResultCardState =>
  forgottenResult('generation', orderId, { avatarId: avatarIn(input), ...(session && { isSession: true }) });
