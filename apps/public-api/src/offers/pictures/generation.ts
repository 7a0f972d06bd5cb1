import { startOrder } from '@aisha/contracts';
import { type Avatar, AvatarReader } from '@aisha/database/trainer';
import {
  ASPECT_RATIOS,
  type AspectRatio,
  type AvatarId,
  type DrawingPath,
  ideaIn,
  isFaceOwnerUnsaid,
  MAX_PICTURES,
  MIN_REFERENCES,
  offerOfPath,
  pathsOf,
  PROMPT_LENGTH,
} from '@aisha/domain';
import { pictureItem } from '@aisha/kinds';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { IsId } from '../../http/input.pipes';
import { Problem, wrong } from '../../http/problem';
import type { Asked, OfferedKindOf } from '../kind/offered-kind';
import { OrderBody } from '../kind/order-body';

/** Pictures from an idea, of an avatar or without an avatar. */
export class GenerationBody extends OrderBody {
  @ApiProperty({ enum: ['generation'] }) @IsIn(['generation']) kind!: 'generation';

  @ApiProperty({
    description: 'What is to be drawn, in any language.',
    ...{ minLength: PROMPT_LENGTH.min, maxLength: PROMPT_LENGTH.max, example: 'a lighthouse in the fog, oil painting' },
  })
  @IsString()
  @Length(PROMPT_LENGTH.min, PROMPT_LENGTH.max)
  idea!: string;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    description: 'The avatar to be drawn; without it nobody in particular.',
  })
  @IsOptional()
  @IsId()
  avatarId?: AvatarId;

  @ApiPropertyOptional({ enum: ASPECT_RATIOS, default: '3:4' }) @IsIn(ASPECT_RATIOS) aspectRatio: AspectRatio = '3:4';

  @ApiPropertyOptional({ minimum: 1, maximum: MAX_PICTURES, default: 1 })
  @IsInt()
  @Min(1)
  @Max(MAX_PICTURES)
  pictures: number = 1;

  @ApiPropertyOptional({ default: true, description: 'Whether we add light, lens and more to the idea.' })
  @IsBoolean()
  enhance: boolean = true;
}

export const GENERATION_OFFER: OfferedKindOf<'generation', GenerationBody> = {
  body: GenerationBody,
  line: async (body, asked) => {
    const { userId, offSale } = asked;
    const { avatarId, aspectRatio, pictures, enhance } = body;
    const prompt = ideaIn(body.idea);
    if (prompt === undefined) throw wrong('idea', 'idea has no words that can be drawn');
    const path = avatarId === undefined ? null : pathOnSale(await drawable(avatarId, asked), offSale);
    const input = avatarId === undefined ? ({ kind: 'idea' } as const) : ({ kind: 'avatar', avatarId } as const);
    const drawn = { input, prompt, promptInEnglish: null, aspectRatio, pictureCount: pictures, enhance };
    const chosen = { quality: 'normal', seed: null, similarTo: null, look: null, session: null, path } as const;
    return {
      item: pictureItem(avatarId ?? null),
      units: pictures,
      start: (orderId) => startOrder('generation', { orderId, userId, ...drawn, ...chosen }),
    };
  },
  delivers: 'picture',
};

/**
 * Finds an avatar. Refuses those that the generator would refuse (stopped ones, and portraits whose face has no known owner), so that the
 * caller learns it before credits are held.
 */
async function drawable(avatarId: AvatarId, { userId, database }: Asked): Promise<Avatar> {
  const avatar = await new AvatarReader(database).find(userId, avatarId);
  if (!avatar) throw new Problem('not-found', { field: 'avatarId' });
  if (avatar.stoppedFor !== null) throw new Problem('avatar-stopped');
  if (isFaceOwnerUnsaid(avatar)) throw new Problem('face-owner-unsaid');
  return avatar;
}

/**
 * The path of pictures of an avatar, if one that it may have is off sale: the best of the others. Otherwise null, because the generator,
 * which sees the avatar’s photos, takes the best one. Refuses an avatar of which no path is on sale.
 */
function pathOnSale(avatar: Avatar, offSale: ReadonlySet<string>): DrawingPath | null {
  const paths = pathsOf(avatar, { photos: 1, references: MIN_REFERENCES });
  const onSale = paths.filter((path) => !offSale.has(offerOfPath(avatar, path)));
  if (onSale.length === paths.length) return null;
  if (onSale[0] === undefined) throw new Problem('off-sale');
  return onSale[0];
}
