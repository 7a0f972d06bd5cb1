import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

const asNumber = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value;

/** Which page of a list is asked for. */
export class PageQuery {
  @ApiPropertyOptional({ description: 'The “next” of the page before.', format: 'uuid' })
  @IsOptional()
  @IsUUID()
  before?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 100, default: 20 })
  @Transform(asNumber)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 20;
}
