import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import type { MeasureEdit } from '@aisha/contracts/avatar-trainer';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import { LIKENESS_WORDS, likenessWord } from '@aisha/domain';
import { Outbox, type JobContext, type JobHandler } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { Counter } from 'prom-client';
import { FaceMeasure } from '../likeness/face-measure';

/** A high share of changed pictures whose face is unlike the original means that the editing model loses faces. */
const editsMeasured = new Counter({
  name: 'aisha_edits_likeness_total',
  help: 'Changed pictures by how much the face is like the original: alike, partly, unlike; no-face: none to compare; lost: found no more',
  labelNames: ['likeness'] as const,
});
for (const likeness of [...LIKENESS_WORDS, 'no-face', 'lost']) editsMeasured.inc({ likeness }, 0); // so that the series exists before its first event

/**
 * Measures how similar the faces of a changed picture still are to those of the original. The embeddings stay in this app: the generator
 * gets the distance, and whether the change lost the face.
 */
@Injectable()
export class MeasureEditHandler implements JobHandler<MeasureEdit> {
  constructor(
    private readonly measure: FaceMeasure,
    private readonly outbox: Outbox,
    private readonly log: Logger,
  ) {}

  readonly handle = async ({ orderId, userId, before, after }: MeasureEdit, context: JobContext): Promise<void> => {
    const kept = await this.measure.ofEdit(userId, before, after, context.signal);
    if (!kept) return;
    await context.once(async (tx) => {
      await this.outbox.add(tx, message(imageGeneratorInbox, 'keep-edit-likeness', { orderId, userId, ...kept }));
    });
    const { distance, isFaceLost } = kept;
    editsMeasured.inc({ likeness: distance === null ? (isFaceLost ? 'lost' : 'no-face') : likenessWord(distance) });
    this.log.info('edit.measured', { orderId, distance, isFaceLost });
  };
}
