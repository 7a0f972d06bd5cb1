import { centiCredits, type CentiCredits } from '@aisha/domain';
import { SPEECH_UNIT_SECONDS } from '@aisha/kinds';
import { cheapestTraining, PriceReader } from '@aisha/database/billing';
import type { Readers } from '../engine/conversation/readers';

/** The lowest prices, which the first screens show, in hundredths of a credit. */
interface CheapestPrices {
  readonly training: CentiCredits;
  readonly picture: CentiCredits;
  readonly pictureWithoutAvatar: CentiCredits;
  /** The price of a minute of a recording. */
  readonly minute: CentiCredits;
}

/**
 * Reads the lowest present price of each thing, in one statement. The screens show them as "An avatar from 200 credits, a picture for 3".
 */
export async function cheapest(readers: Readers, now: Date): Promise<CheapestPrices> {
  const list = await readers.of(PriceReader).list(now);
  return {
    training: cheapestTraining(list),
    picture: list.picture,
    pictureWithoutAvatar: list['picture.ultra'],
    minute: centiCredits(list['transcription.speech'] * BigInt(60 / SPEECH_UNIT_SECONDS)),
  };
}
