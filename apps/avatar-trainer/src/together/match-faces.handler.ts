import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import type { MatchFaces } from '@aisha/contracts/avatar-trainer';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { AvatarFaces } from '../likeness/avatar-faces';
import { FaceMeasure } from '../likeness/face-measure';

/**
 * Says whose faces a picture of several people shows, each measured against the photos of its own avatar; says nothing about a picture that
 * is gone. The embeddings stay in this app; the generator gets numbers. A person whose avatar is deleted has no faces to compare, so no
 * face in the picture is matched to them.
 */
@Injectable()
export class MatchFacesHandler implements JobHandler<MatchFaces> {
  constructor(
    private readonly faces: AvatarFaces,
    private readonly measure: FaceMeasure,
    private readonly outbox: Outbox,
    private readonly log: Logger,
  ) {}

  readonly handle = async (asked: MatchFaces, context: JobContext): Promise<void> => {
    const { orderId, userId, sha256 } = asked;
    const middles = await Promise.all(asked.people.map((one) => this.faces.middleOf(one.userId, one.avatarId)));
    const match = await this.measure.match(userId, asked.file, middles, context.signal);
    if (!match) return;
    const { distances, strangers } = match;
    const people = distances.map((distance) => ({ distance }));
    await context.once((tx) =>
      this.outbox.add(tx, message(imageGeneratorInbox, 'keep-faces', { orderId, userId, sha256, people, strangers })),
    );
    this.log.info('faces.matched', { orderId, distances, strangers });
  };
}
