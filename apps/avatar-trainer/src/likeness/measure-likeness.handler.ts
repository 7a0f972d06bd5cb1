import { LIKENESS_WORDS, likenessWord } from '@aisha/domain';
import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import type { MeasureLikeness } from '@aisha/contracts/avatar-trainer';
import { imageGeneratorInbox, type MeasuredPicture } from '@aisha/contracts/image-generator';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { Counter } from 'prom-client';
import { AvatarStore } from '../avatars/avatar.store';
import { AvatarFaces } from './avatar-faces';
import { FaceMeasure } from './face-measure';

/** A high share of unlike pictures means poor trainings or poor photos. */
const picturesMeasured = new Counter({
  name: 'aisha_pictures_likeness_total',
  help: 'Delivered pictures by how much their face is like the photos of the avatar: alike, partly, unlike; no-face: none to compare',
  labelNames: ['likeness'] as const,
});
for (const likeness of [...LIKENESS_WORDS, 'no-face']) picturesMeasured.inc({ likeness }, 0); // so that the series exists before its first event

/**
 * Measures how similar delivered pictures are to the photos of their avatar. The embeddings stay in this app; the generator gets a number
 * for each picture, except for one that was deleted meanwhile. If the pictures were drawn from photos, their distance goes into the
 * avatar's moving mean for that path.
 */
@Injectable()
export class MeasureLikenessHandler implements JobHandler<MeasureLikeness> {
  constructor(
    private readonly faces: AvatarFaces,
    private readonly measure: FaceMeasure,
    private readonly avatars: AvatarStore,
    private readonly outbox: Outbox,
    private readonly log: Logger,
  ) {}

  readonly handle = async (asked: MeasureLikeness, context: JobContext): Promise<void> => {
    const { orderId, userId, avatarId, path } = asked;
    const middle = await this.faces.middleOf(userId, avatarId);
    if (!middle) return;
    const pictures: MeasuredPicture[] = [];
    for (const { pictureId, file } of asked.pictures) {
      const distance = await this.measure.ofStored(userId, file, middle, context.signal);
      if (distance !== undefined) pictures.push({ pictureId, distance });
    }
    if (pictures.length === 0) return;
    await context.once(async (tx) => {
      await this.outbox.add(tx, message(imageGeneratorInbox, 'keep-likeness', { orderId, userId, pictures }));
      const shown = pictures.flatMap(({ distance }) => distance ?? []);
      if (path && path !== 'model' && shown.length > 0) await this.avatars.keepDistance(tx, asked, path, meanOf(shown));
      for (const { distance } of pictures)
        picturesMeasured.inc({ likeness: distance === null ? 'no-face' : likenessWord(distance) });
    });
    this.log.info('likeness.measured', { orderId, distances: pictures.map(({ distance }) => distance) });
  };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
