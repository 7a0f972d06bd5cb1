import { Injectable } from '@nestjs/common';
import type { ImageGeneration } from '@aisha/database/generator';
import { HoldReader } from '@aisha/database/billing';
import { AppError, asAppError } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { FalQueue, type FalRequest, type FalSubmission } from '@aisha/providers/fal';
import { AvatarModels } from './avatar-models';
import { beingSent, TAKEN_LEASE_MS } from './generation-queue';
import type { GenerationPatch } from './generation.store';
import { OpenGenerations } from './open-generations';
import { Timing } from './timing';

/** FAL said no before it took anything: too many at once, or a moment's trouble. */
const BUSY_PAUSE_MS = 2_000;

/** FAL wants money or another key: nothing changes within seconds, and an operator has been told. */
const LOCKED_PAUSE_MS = 60_000;

/** Sends an order to FAL, once: it is marked before, so that nobody sends it again whatever happens here. */
@Injectable()
export class Submission {
  constructor(
    private readonly open: OpenGenerations,
    private readonly holds: HoldReader,
    private readonly models: AvatarModels,
    private readonly fal: FalQueue,
    private readonly timing: Timing,
    private readonly log: Logger,
  ) {}

  async send(taken: ImageGeneration): Promise<void> {
    const prepared = await this.prepared(taken).catch(asAppError);
    if (prepared instanceof AppError) return this.notTaken(taken, prepared);
    const generation = await this.aboutToSend(taken);
    if (!generation) return;
    const answer = await this.fal.submit(prepared);
    switch (answer.state) {
      case 'accepted':
        return this.taken(generation, answer.request);
      case 'refused':
        return this.notTaken(generation, answer.error);
      case 'unknown':
        return this.unanswered(generation, answer.error);
    }
  }

  /** The last look at our own side. An order may have waited for hours: nothing is paid for once its credits are back. */
  private async prepared(generation: ImageGeneration): Promise<FalSubmission> {
    await this.holds.ensureOpen(generation.orderId);
    return this.models.submission(generation);
  }

  /** Undefined when the order was cancelled meanwhile, or given back because this took too long. */
  private aboutToSend(taken: ImageGeneration): Promise<ImageGeneration | undefined> {
    return this.open.changeUnmoved(taken, (tx, current) => this.open.update(tx, current, beingSent(this.timing)));
  }

  /** An order without the mark goes back to our queue once whoever took it has had the time to send it: they died. */
  async giveBack(taken: ImageGeneration): Promise<void> {
    const until = (taken.submittingSince?.getTime() ?? 0) + TAKEN_LEASE_MS;
    if (!this.timing.isPast(new Date(until))) return; // a late word about an earlier one who had it
    await this.open.postpone(taken, new AppError('took-too-long'), 0, untaken(taken));
  }

  private async taken({ orderId }: ImageGeneration, request: FalRequest): Promise<void> {
    const { requestId } = request;
    const kept = await this.open.wait(orderId, requestId, this.timing.in(this.timing.lookMs));
    this.log.info('generation.submitted', { orderId, requestId });
    // Cancelled, or finished by an earlier submission, while we were sending.
    if (!kept) await this.cancel(request);
  }

  private async notTaken(generation: ImageGeneration, error: AppError): Promise<void> {
    const { orderId } = generation;
    this.log.failed('generation.not-submitted', error, { orderId });
    const isLocked = error.code === 'provider-out-of-credit' || error.code === 'provider-refused-key';
    await this.open.postpone(generation, error, isLocked ? LOCKED_PAUSE_MS : BUSY_PAUSE_MS, untaken(generation));
  }

  /** It may be running there: the webhook will say, or nobody will until the deadline. */
  private async unanswered({ orderId, deadlineAt }: ImageGeneration, error: AppError): Promise<void> {
    this.log.failed('generation.submit-unknown', error, { orderId });
    await this.open.wait(orderId, null, deadlineAt);
  }

  /** Stops a request nobody wants any more. When FAL cannot be asked, it is drawn in vain: our loss. */
  async cancel(request: FalRequest): Promise<void> {
    const { requestId } = request;
    const end = await this.fal.cancel(request).catch((error: unknown) => asAppError(error).code);
    this.log.info('generation.cancelled-at-fal', { requestId, end });
  }
}

/** As it was before it was taken. */
const untaken = ({ submissions, startedAt }: ImageGeneration): GenerationPatch => ({
  submittingSince: null,
  deadlineAt: null,
  submissions: submissions - 1,
  startedAt: submissions > 1 ? startedAt : null, // one that FAL has never taken has not left our queue
  shownAhead: null, // its card says that it works
});
