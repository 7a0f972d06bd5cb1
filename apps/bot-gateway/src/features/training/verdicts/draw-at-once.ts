import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import { PriceReader } from '@aisha/database/billing';
import { isConsentCurrent, type UserId } from '@aisha/domain';
import { Clock } from '@aisha/platform';
import { Effects } from '../../../engine/conversation/effects';
import { Readers } from '../../../engine/conversation/readers';
import { PersonStore } from '../../../engine/people/person.store';
import { offerFirstPictures } from '../../../orders/first-pictures';
import { ChangedAvatars } from '../../../readers';
import { isAgreedFor, photosCard, type PhotosCardState, withoutFirst } from '../photos/photos.card';
import { orderFirstPictures } from '../first-pictures/first-orders';

/** Draws the first pictures from the first accepted selfie of a person who agreed to that together with their consent (decision 234). */
@Injectable()
export class DrawAtOnce {
  constructor(
    private readonly effects: Effects,
    private readonly people: PersonStore,
    private readonly readers: Readers,
    private readonly clock: Clock,
  ) {}

  /**
   * Orders the pictures that the card of the photos has promised for this photo. If the promise can no longer be kept, the card no longer
   * shows it, and has its usual buttons. That is so when the price has risen, the gift is spent, no model draws from a photo, the consent
   * is withdrawn, the person is banned, the avatar is stopped or gone, or another photo is in the set.
   */
  async draw(tx: Transaction, userId: UserId, card: PhotosCardState, photoId: string): Promise<void> {
    const { avatarId, idea, first, photos, accepted } = card;
    const photo = photos.find((sent) => sent.photoId === photoId);
    if (!first || first.isDrawn || !isAgreedFor(first, photo)) return;
    const readers = this.readers.within(tx);
    const now = this.clock.now();
    const avatar = await readers.of(ChangedAvatars).find(userId, avatarId);
    const prices = await readers.of(PriceReader).list(now);
    const offered = await offerFirstPictures(readers, { userId }, now, { idea, picture: prices.picture });
    const isOffered = offered !== undefined && BigInt(offered.price) <= BigInt(first.price) && accepted === 1;
    const person = await this.people.speaker(tx, userId);
    const mayOrder = person && !person.ban && isConsentCurrent(person.consent);
    if (!avatar || avatar.stoppedFor || !isOffered || !mayOrder) {
      await this.effects.cards.update(tx, photosCard, avatarId, userId, (state) => state && withoutFirst(state));
      return;
    }
    const order = orderFirstPictures(avatar, { idea, language: person.language, prices, now });
    await this.effects.carryOut(order, { tx, userId });
  }
}
