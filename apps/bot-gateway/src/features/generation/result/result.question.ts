import { avatarIn } from '@aisha/kinds';
import type { ImageGeneration } from '@aisha/kinds/tables';
import { showCard, type Effect } from '../../../engine/conversation';
import { resultCard } from '../../../orders/result.card';
import { type CardView, forgottenResult, type ResultCardState, showing } from '../../../orders/result.state';
import { generationOrder } from './generation.order';

/** The fields of an order that decide the buttons of its card when the card is no longer stored. */
type Drawn = Pick<ImageGeneration, 'orderId' | 'input' | 'session'>;

/**
 * Shows the card below the pictures, with the given question or answer, if there is one. If the card is no longer stored, shows a new one.
 */
export const resultWith = (drawn: Drawn, question: Pick<CardView, 'removal' | 'marking' | 'details'>): Effect =>
  showCard(resultCard(generationOrder), drawn.orderId, (state: ResultCardState | undefined) =>
    showing(state ?? forgotten(drawn), question),
  );

const forgotten = ({ orderId, input, session }: Drawn): ResultCardState =>
  forgottenResult('generation', orderId, { avatarId: avatarIn(input), ...(session && { isSession: true }) });
