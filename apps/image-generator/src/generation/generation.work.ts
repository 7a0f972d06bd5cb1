import { randomInt } from 'node:crypto';
import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { StartGeneration } from '@aisha/contracts/image-generator';
import { Database, type Transaction } from '@aisha/database';
import { ImageGeneration } from '@aisha/database/generator';
import { AvatarReader } from '@aisha/database/trainer';
import type { ErrorCode } from '@aisha/domain';
import type { Kept, OwnFields, Prepared } from '@aisha/orders';
import type { FalSubmission } from '@aisha/providers/fal';
import { PictureWork, type PictureTimeouts } from '../picture.work';
import { varied } from '../prompt/variation';
import { WrittenPrompt } from '../prompt/written-prompt';
import { PictureCollector, type Collected } from '../results/picture-collector';
import { addPictures } from '../results/picture.store';
import { AvatarModels } from './avatar-models';
import { drawnBy } from './picture-models';

/** Seeds end at 2^31 − 1: larger ones do not survive FAL's JSON (fal.md §0.13). */
const SEEDS = 2 ** 31;

/** Each waits for the language model, none takes a core. */
const PREPARING = { atOnce: 8, preparedAhead: 20 };

/** Makes pictures of an avatar: turns an idea into a prompt, and the prompt into one to four pictures. */
export class GenerationWork extends PictureWork<ImageGeneration, StartGeneration, Collected> {
  readonly kind = 'generation';
  readonly entity = ImageGeneration;

  constructor(
    timeouts: PictureTimeouts,
    private readonly models: AvatarModels,
    private readonly prompts: WrittenPrompt,
    private readonly collector: PictureCollector,
  ) {
    super(timeouts, PREPARING);
  }

  async row(
    tx: Transaction,
    order: StartGeneration,
  ): Promise<Pick<ImageGeneration, 'units'> & OwnFields<ImageGeneration>> {
    const { input, prompt, aspectRatio, pictureCount: units, seed } = order;
    const written = { enhancedPrompt: null, negativePrompt: null, promptWriter: null };
    const own = { input, prompt, aspectRatio, seed: seed ?? randomInt(SEEDS), generationConfig: {} };
    return { units, ...own, ...written, ...(await this.variation(tx, order)) };
  }

  async refusal(tx: Transaction, { userId, input }: StartGeneration): Promise<ErrorCode | null> {
    const avatar = await new AvatarReader(Database.within(tx)).find(userId, input.avatarId);
    if (!avatar) return 'avatar-not-found';
    return avatar.status === 'completed' ? null : 'avatar-not-ready';
  }

  /**
   * The moderator reads the idea while we check the model's link. Both come before the prompt is written: the language model is not
   * paid for an order that cannot be drawn. A prompt that is there already is checked again, because the rules may be newer.
   */
  async prepare(order: ImageGeneration): Promise<Prepared<ImageGeneration>> {
    const avatar = await this.models.find(order);
    const [{ loraUrl, generationConfig }] = await Promise.all([this.models.ready(avatar), this.prompts.check(order)]);
    const written = order.enhancedPrompt === null ? await this.prompts.write(order, avatar) : {};
    const fields = { generationConfig, ...written };
    return { fields, submission: this.models.request({ ...order, ...fields }, avatar, loraUrl) };
  }

  submission(order: ImageGeneration): Promise<FalSubmission> {
    return this.models.submission(order);
  }

  collect(order: ImageGeneration, output: unknown): Promise<Collected> {
    return this.collector.collect(order, drawnBy(order.endpoint ?? '', output).pictures);
  }

  async keep(tx: Transaction, order: ImageGeneration, { pictures }: Collected): Promise<Kept<ImageGeneration>> {
    const { orderId, userId, input } = order;
    await addPictures(tx, pictures);
    const files = pictures.map(({ filePath }) => filePath);
    const { avatarId } = input;
    return { words: [message(botGatewayInbox, 'deliver-pictures', { orderId, userId, avatarId, pictures: files })] };
  }

  override discard(order: ImageGeneration, collected: Collected): Promise<void> {
    return this.collector.discard(order, collected);
  }

  /** "Similar" reuses the earlier prompt if person, avatar and idea are the same; otherwise it writes a new one. */
  private async variation(
    tx: Transaction,
    { similarTo, orderId, userId, input, prompt }: StartGeneration,
  ): Promise<Partial<OwnFields<ImageGeneration>>> {
    if (!similarTo) return {};
    const earlier = await tx.findOneBy(ImageGeneration, { orderId: similarTo, userId, prompt });
    if (!earlier?.enhancedPrompt || earlier.input.avatarId !== input.avatarId) return {};
    const { enhancedPrompt, negativePrompt, promptWriter } = earlier;
    return { enhancedPrompt: varied(enhancedPrompt, orderId), negativePrompt, promptWriter };
  }
}
