import { Injectable } from '@nestjs/common';
import { afterCommit, type Database, type Transaction } from '@aisha/database';
import { AppError, type ErrorCode } from '@aisha/domain';
import type { FaceMatch } from '@aisha/kinds';
import type { StartTogether } from '@aisha/kinds/messages';
import { Together } from '@aisha/kinds/tables';
import type { Deletion, Kept, OrderReference, OwnFields, Prepared, Result } from '@aisha/orders';
import type { CallReason } from '@aisha/providers';
import type { RemoteSubmission } from '@aisha/providers/ports';
import { fileOf, toReference } from '@aisha/storage';
import { FLUX } from '../avatar-models/picture-models';
import { anySeed, seedAt } from '../picture-orders/seeds';
import { PictureTimeouts, PictureWork } from '../picture-orders/picture.work';
import { NO_AVATAR } from '../prompt/scene/avatar-words';
import { WrittenPrompt } from '../prompt/written-prompt';
import { forgetTogether } from '../results/picture.store';
import { asPeople, TogetherPeople } from './people';
import { type MeasuredTogether, placeOf, TogetherPicture } from './together-picture';
import { promptOfSeveral, TogetherProvider } from './together-provider';
import { forgetFaces, releasePermissions } from './together.store';

/** A process prepares several orders at once, because each waits for the language model and takes no core. */
const PREPARING = { atOnce: 4, preparedAhead: 10 };

/**
 * How often a picture is drawn again at our cost when a face is missing, or is the face of none of the people. Each redraw costs 4 cents and
 * half a minute, and a model that fails twice usually fails again.
 */
const REDRAWN_AT_MOST = 1;

/** The prompt names nobody: the text in front of it ({@link promptOfSeveral}) says which photos show whom. */
const WHOM = { avatar: NO_AVATAR, reading: FLUX, kind: 'together' } as const;

type Collected = Result & Pick<MeasuredTogether, 'bytes' | 'width' | 'height' | 'clearedBy'>;

/**
 * The work behind «Вместе»: one picture of two to four people. It checks whether each of them may be drawn before the order is taken,
 * before its prompt is written, before the provider is asked, when the picture arrives, and in the transaction that delivers it.
 */
@Injectable()
export class TogetherWork extends PictureWork<Together, StartTogether, Collected> {
  readonly kind = 'together';
  readonly entity = Together;

  constructor(
    timeouts: PictureTimeouts,
    private readonly people: TogetherPeople,
    private readonly prompts: WrittenPrompt,
    private readonly picture: TogetherPicture,
    private readonly provider: TogetherProvider,
  ) {
    super(timeouts, PREPARING, { stepOf: ({ redrawn }) => (redrawn > 0 ? 'redrawing' : null) });
  }

  async row(
    _tx: Transaction,
    { avatarId, permissionIds, prompt, aspectRatio }: StartTogether,
  ): Promise<Pick<Together, 'units'> & OwnFields<Together>> {
    const made = { filePath: null, clearedBy: null, bytes: null, width: null, height: null };
    const people = permissionIds.length + 1;
    const asked = { avatarId, permissionIds, people, timedAs: `${people}`, prompt, aspectRatio };
    return { units: 1, ...asked, enhancedPrompt: null, promptWriter: null, seed: anySeed(), redrawn: 0, ...made };
  }

  refusal(tx: Transaction, order: StartTogether): Promise<ErrorCode | null> {
    return this.people.refusal(tx, order);
  }

  override notEntered(tx: Transaction, { orderId }: StartTogether): Promise<void> {
    return releasePermissions(tx, orderId);
  }

  /** Checks the idea and writes the prompt. The request is written only when it is sent, right after the permissions are checked again. */
  async prepare(order: Together): Promise<Prepared<Together>> {
    await this.people.of(order);
    await this.prompts.check(order, 'several');
    if (order.enhancedPrompt !== null) return { fields: {}, submission: null };
    const { enhancedPrompt, promptWriter } = await this.prompts.write(order, WHOM, 'several');
    return { fields: { enhancedPrompt, promptWriter }, submission: null };
  }

  async submission(order: Together): Promise<RemoteSubmission | null> {
    const { orderId, enhancedPrompt, aspectRatio, seed } = order;
    if (enhancedPrompt === null) return null;
    const model = this.provider.model();
    const people = await this.people.photographed(order, model.mostReferences);
    const prompt = promptOfSeveral(people, enhancedPrompt);
    const photoUrls = people.flatMap((one) => one.photoUrls);
    return model.submission(
      { prompt, photoUrls, aspectRatio, pictureCount: 1, seed },
      this.provider.callbackOf(orderId),
    );
  }

  async collect(order: Together, output: unknown): Promise<Collected> {
    const people = asPeople(await this.people.of(order));
    const drawn = await this.picture.measured(order, output, people);
    if (!showsExactly(drawn)) throw new AppError('faces-not-alike', { facts: factsOf(drawn) });
    const { bytes, width, height, clearedBy } = drawn;
    return { delivered: 1, reason: null, width, height, clearedBy, bytes };
  }

  /** A picture that does not show exactly these people is drawn again, once. */
  override next(order: Together, ended: Collected | AppError): Partial<OwnFields<Together>> | null {
    const { redrawn, seed } = order;
    const isMissed = ended instanceof AppError && ended.code === 'faces-not-alike';
    return isMissed && redrawn < REDRAWN_AT_MOST ? { redrawn: redrawn + 1, seed: seedAt(seed, 1) } : null;
  }

  override reasonOf({ redrawn }: Together): CallReason {
    return redrawn > 0 ? 'redraw' : 'order';
  }

  /** Withholds the picture when one of the people may no longer be drawn, however far the order has come. */
  override async withheld(tx: Transaction, order: Together): Promise<AppError | null> {
    try {
      await this.people.of(order, tx);
      return null;
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
  }

  async keep(
    tx: Transaction,
    order: Together,
    { width, height, bytes, clearedBy }: Collected,
  ): Promise<Kept<Together>> {
    await forgetFaces(tx, order.orderId);
    return { fields: { filePath: toReference(placeOf(order)), width, height, bytes, clearedBy } };
  }

  /**
   * Gives the order's permissions for one picture back, because it brought no picture, and removes a picture that was stored to be
   * measured.
   */
  override async failed(tx: Transaction, order: Together): Promise<void> {
    await releasePermissions(tx, order.orderId);
    await forgetFaces(tx, order.orderId);
    afterCommit(tx, () => void this.provider.unawaited(order.orderId, () => this.picture.discard(order)));
  }

  override discard(order: Together): Promise<void> {
    return this.picture.discard(order);
  }

  override async filesOf(database: Database, { orderId, userId }: OrderReference): Promise<Deletion | null> {
    const found = await database.read.findOneBy(Together, { orderId, userId });
    if (!found?.filePath) return null;
    return { files: [fileOf(userId, found.filePath)], forget: (tx) => forgetTogether(tx, orderId) };
  }
}

/** Whether the picture shows each of the people once, and nobody else. */
const showsExactly = ({ distances, strangers }: FaceMatch): boolean =>
  strangers === 0 && distances.every((distance) => distance !== null);

const factsOf = ({ distances, strangers }: FaceMatch) => ({
  people: distances.length,
  found: distances.filter((distance) => distance !== null).length,
  strangers,
});
