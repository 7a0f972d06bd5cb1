import { DAY_MS, HOUR_MS, type PhotoId } from '@aisha/domain';
import { v7 } from 'uuid';

/** The id of a photo that came more than a day ago. */
export const photoOfADayAgo = (): PhotoId => v7({ msecs: Date.now() - DAY_MS - 60_000 }) as PhotoId;

/** The statement after which the sent photos of these orders came more than a day ago. The orders themselves are of today. */
export const cameADayAgo = (table: string): string =>
  `UPDATE ${table} SET input = jsonb_set(input, '{photoId}', '"${photoOfADayAgo()}"') WHERE input->>'kind' = 'photo'`;

/** The id of a photo that is deleted in half an hour: there is not enough time left for an order. */
const photoOfNearlyADayAgo = (): PhotoId => v7({ msecs: Date.now() - DAY_MS + HOUR_MS / 2 }) as PhotoId;

/** The statement after which the sent photo of the shown offer came nearly a day ago. */
export const offerIsOfNearlyADayAgo = (): string =>
  `UPDATE bot.conversation SET draft = jsonb_set(draft, '{photoId}', '"${photoOfNearlyADayAgo()}"')`;
