import { Injectable } from '@nestjs/common';
import sharp from '@aisha/pictures/frugal-sharp';
import type { PhotoIdea } from '@aisha/contracts/bot-gateway';
import { AppError, nearestAspectRatio, type UserId } from '@aisha/domain';
import { VisionModel } from '@aisha/providers/ports';
import { TextCheck } from '../moderation/text-check';
import { tidied } from '../prompt/scene/avatar-words';
import { PHOTO_INSTRUCTIONS, photoAnswerForm } from './photo-answer';

/**
 * Turns a photo into an idea. The words of the vision model describe a stranger's picture, so they are checked like any stranger's text
 * before the person sees them.
 */
@Injectable()
export class PhotoDescriber {
  constructor(
    private readonly vision: VisionModel,
    private readonly texts: TextCheck,
  ) {}

  /**
   * Describes a photo. `jpeg` is the trainer's own file, so this process reads its header without a confined child. Throws a refusal of
   * `TextCheck` for a photo that a portrait studio may not draw, and the models' own errors when they do not answer.
   */
  async describe(jpeg: Buffer, userId: UserId, signal: AbortSignal): Promise<PhotoIdea> {
    const { width, height } = await sharp(jpeg).metadata();
    const answer = await this.vision.look(photoAnswerForm, {
      instructions: PHOTO_INSTRUCTIONS,
      jpegs: [jpeg],
      onBehalf: { userId, orderId: null, kind: null, reason: 'photo-idea' },
      signal,
    });
    if (answer.refused) throw new AppError('prompt-refused');
    const [english, russian] = [tidied(answer.english), tidied(answer.russian)];
    await Promise.all([this.texts.check(english), this.texts.check(russian)]);
    return { english, russian, aspectRatio: nearestAspectRatio(width, height) };
  }
}
