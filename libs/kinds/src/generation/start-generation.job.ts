import { Type } from 'class-transformer';
import {
  buildMessage,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateBy,
  ValidateNested,
  type ValidationArguments,
} from 'class-validator';
import {
  ASPECT_RATIOS,
  type AspectRatio,
  DRAWING_PATHS,
  type DrawingPath,
  LOOK_GROUPS,
  type LookGroup,
  MAX_PICTURES,
  type OrderId,
  PICTURE_QUALITIES,
  type PictureQuality,
  PROMPT_LENGTH,
} from '@aisha/domain';
import { SESSION_SIZES, pictureItem, type SessionSize } from './generation';
import { KnownValue, OpenValue } from '../order/enumerated-values';
import { OrderReference } from '../order/order-fields';
import { AvatarInput, IdeaInput } from '../order/order-input';
import { startMessage } from '../order/start-message';
import { avatarIn } from '../order/order-kind';

/** Validates a field against the rest of the order. */
const Suits = (suits: (order: StartGeneration) => boolean): PropertyDecorator =>
  ValidateBy({
    name: 'suits',
    validator: {
      validate: (_, { object }: ValidationArguments) => suits(object as StartGeneration),
      defaultMessage: buildMessage(() => '$property does not suit the order'),
    },
  });

/** "Draw these pictures." Billing forwards it once the credits are held. It ends in exactly one settle-hold. */
export class StartGeneration extends OrderReference {
  /** The avatar to draw; since 2026-11-22 it may be absent. */
  @ValidateNested()
  @Type(() => AvatarInput, {
    discriminator: {
      property: 'kind',
      subTypes: [
        { name: 'avatar', value: AvatarInput },
        { name: 'idea', value: IdeaInput },
      ],
    },
    keepDiscriminatorProperty: true,
  })
  input!: AvatarInput | IdeaInput;

  /**
   * The idea as the person typed it, in any language. The generator translates it later; the bot shows it unchanged. The sender decides what
   * is too short, because it counts otherwise: class-validator takes «🐱🐶» for two characters, `ideaIn` for four.
   */
  @IsString() @Length(1, PROMPT_LENGTH.max) prompt!: string;

  /** The idea in English, when it describes a photo that the person sent. Null: the generator translates `prompt`. Since 2026-11-22. */
  @IsOptional() @IsString() @Length(1, PROMPT_LENGTH.max) promptInEnglish?: string | null;

  @KnownValue(ASPECT_RATIOS) aspectRatio!: AspectRatio;

  /** How many pictures the order has: one to four for an idea or a look, one of the session sizes for a session. */
  @IsInt()
  @Min(1)
  @Suits(({ session, pictureCount }) =>
    session ? SESSION_SIZES.some((size) => size === pictureCount) : pictureCount <= MAX_PICTURES,
  )
  pictureCount!: number;

  /** The quality of pictures with an avatar. Added 2026-11-22. */
  @IsOptional() @OpenValue(PICTURE_QUALITIES, { fallback: 'normal' }) quality: PictureQuality = 'normal';

  /** The seed of an earlier order, to keep its composition; null means any. */
  @IsOptional() @IsInt() @Min(0) @Max(2_147_483_647) seed: number | null = null;

  /**
   * The person's earlier order whose written prompt this order keeps. The prompt is varied a little if the aspect ratio is the same, and
   * stays unchanged with another aspect ratio. Null means that a new prompt is written.
   */
  @IsOptional() @IsUUID() similarTo: OrderId | null = null;

  /**
   * Whether the generator writes a prompt that adds light, lens and details to the idea. If false, the idea is drawn word for word. Since
   * 2026-11-22.
   */
  @IsOptional() @IsBoolean() enhance: boolean = true;

  /**
   * The look of the catalogue that is to be drawn with an avatar; the name of the look is then the idea. Null: the idea is the person's own,
   * or a session has looks of its own. Since 2026-11-22.
   */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  @Suits(({ look, session, input }) => look === null || (session === null && input?.kind !== 'idea'))
  look: string | null = null;

  /** A photo session: the group whose looks are drawn in turn, a picture each; null: all pictures are of one idea. Since 2026-11-22. */
  @IsOptional() @KnownValue(LOOK_GROUPS) session: LookGroup | null = null;

  /**
   * The path by which the avatar is drawn, as its person has seen in the offer; null: the preferred one of the avatar's paths. Since
   * 2026-11-25.
   */
  @IsOptional() @OpenValue(DRAWING_PATHS, { fallback: 'model' }) path: DrawingPath | null = null;
}

export const GENERATION_START = startMessage(StartGeneration, ({ session, input, pictureCount }) => [
  session ? `session.${pictureCount as SessionSize}` : pictureItem(avatarIn(input)),
  pictureCount,
]);
