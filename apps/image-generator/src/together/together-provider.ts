import { Injectable } from '@nestjs/common';
import { asAppError, classWord, type OrderId } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { type ImageModelOf, ImageModels, RemoteCallbacks } from '@aisha/providers/ports';
import type { Photographed } from './people';

/** Names the model that draws, and the address at which the provider reports the end. */
@Injectable()
export class TogetherProvider {
  constructor(
    private readonly models: ImageModels,
    private readonly callbacks: RemoteCallbacks,
    private readonly log: Logger,
  ) {}

  model(): ImageModelOf<'draw-from-references'> {
    return this.models.that({ does: 'draw-from-references' });
  }

  callbackOf(orderId: OrderId): string {
    return this.callbacks.urlOf({ kind: 'together', orderId });
  }

  /**
   * Does work that the end of an order need not wait for. If the work fails to remove files, ForgetUnowned removes them later,
   * because no row owns them.
   */
  async unawaited(orderId: OrderId, work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => this.log.failed('together.not-discarded', asAppError(error), { orderId }));
  }
}

const ORDINALS = ['first', 'second', 'third', 'fourth'];

/**
 * The prompt for a model that draws several people from photos. It says which photos show whom, because the model gets one list, and how
 * many people there are, because models tend to add some. The wording is our own; we have not measured how well it works.
 */
export function promptOfSeveral(people: readonly Photographed[], prompt: string): string {
  let last = 0;
  const shown = people.map(({ avatar, photoUrls }, place) => {
    const first = last + 1;
    last += photoUrls.length;
    return `photos ${first} to ${last} show the ${ORDINALS[place]} one, a ${classWord(avatar.subject)}`;
  });
  return `A new photo of exactly ${people.length} people together, all seen from the front, faces clear and apart: ${shown.join('; ')}. Each has exactly their own face and age, and nobody else is in the picture. ${prompt}`;
}
