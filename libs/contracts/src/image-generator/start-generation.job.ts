import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUUID, Length, Max, Min, ValidateNested } from 'class-validator';
import { ASPECT_RATIOS, MAX_PICTURES, PROMPT_LENGTH, type AspectRatio, type OrderId } from '@aisha/domain';
import { KnownValue } from '../enumerated-values';
import { OrderReference } from '../order-fields';
import { AvatarInput } from '../order-input';

/** "Draw these pictures." Let through by billing once the credits are held. Ends in exactly one settle-hold. */
export class StartGeneration extends OrderReference {
  /** Whom to draw. */
  @ValidateNested() @Type(() => AvatarInput) input!: AvatarInput;

  /** As the person typed it, any language. Translated later; shown back unchanged. */
  @IsString() @Length(PROMPT_LENGTH.min, PROMPT_LENGTH.max) prompt!: string;

  @KnownValue(ASPECT_RATIOS) aspectRatio!: AspectRatio;

  @IsInt() @Min(1) @Max(MAX_PICTURES) pictureCount!: number;

  /** "Similar": the seed of the earlier order, because it decides the composition; null means any. */
  @IsOptional() @IsInt() @Min(0) @Max(2_147_483_647) seed: number | null = null;

  /** "Similar": the earlier order of theirs whose written prompt is kept and varied a little; null: it is written anew. */
  @IsOptional() @IsUUID() similarTo: OrderId | null = null;
}
