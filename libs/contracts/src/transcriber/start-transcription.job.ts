import { ArrayMaxSize, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { VOCABULARY, type SourceId } from '@aisha/domain';
import { OrderReference } from '../order-fields';

/** "Write down what is said here." Let through by billing once the credits are held. */
export class StartTranscription extends OrderReference {
  /** The recording, which measure-recording has listened to; null: `recording` names it. Since 2026-11-22. */
  @IsOptional() @IsUUID() sourceId?: SourceId | null;

  /** Units of speech that were quoted and held; null: started minutes were. Since 2026-11-22. */
  @IsOptional() @IsInt() @Min(1) @Max(10_000) speechUnits?: number | null;

  /** Without `sourceId`: where it lies as it came (storage reference); null when it could not be fetched from Telegram. */
  @IsOptional() @IsString() @Length(1, 512) recording: string | null = null;

  /** The message of the person's own chat that brought it, for answers that quote it: times lead into it there. Since 2026-11-22. */
  @IsOptional() @IsInt() @Min(1) messageId?: number | null;

  /** Its started minutes. Without `sourceId`: those that were quoted and held; a longer recording is refused, not cut. */
  @IsInt() @Min(1) @Max(10_000) minutes!: number;

  /** What the person says is spoken (ISO 639-1); null: the model finds out. Since 2026-11-22. */
  @IsOptional() @Matches(/^[a-z]{2}$/) spokenLanguage?: string | null;

  /** The person's own names and terms, as hints for the model. Since 2026-11-22. */
  @IsOptional()
  @ArrayMaxSize(VOCABULARY.words)
  @Length(VOCABULARY.length.min, VOCABULARY.length.max, { each: true })
  vocabulary?: readonly string[];
}
