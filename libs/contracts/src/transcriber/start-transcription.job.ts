import { IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { OrderReference } from '../order-fields';

/** "Write down what is said here." Let through by billing once the credits are held. */
export class StartTranscription extends OrderReference {
  /** Where the recording lies as it came (storage reference); null when it could not be fetched from Telegram. */
  @IsOptional() @IsString() @Length(1, 512) recording: string | null = null;

  /** Minutes that were quoted and held, from the duration Telegram told; a longer recording is refused, not cut. */
  @IsInt() @Min(1) @Max(10_000) minutes!: number;
}
