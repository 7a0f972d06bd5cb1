import { ApiProperty } from '@nestjs/swagger';

/** One or a few sentences of a recording. */
export class SegmentAnswer {
  @ApiProperty({ description: 'Seconds from the beginning of the recording.' }) startsAt!: number;
  @ApiProperty() endsAt!: number;
  @ApiProperty() text!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Who speaks, by a name or a label; null: not told apart.' })
  speaker!: string | null;
  @ApiProperty({ description: 'Whether perhaps nobody said it; then it is not in the text.' }) isDoubtful!: boolean;
}

/** The words of a recording. */
export class TranscriptContentAnswer {
  @ApiProperty({ type: String, nullable: true }) title!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'ISO 639-1; null: unknown.' }) language!: string | null;
  @ApiProperty({ description: 'The length of the recording.' }) seconds!: number;
  @ApiProperty() text!: string;
  @ApiProperty({ description: 'Subtitles in the form SRT.' }) srt!: string;
  @ApiProperty({ type: [SegmentAnswer] }) segments!: SegmentAnswer[];
}
