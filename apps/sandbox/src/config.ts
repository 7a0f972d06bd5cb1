import type { S3Account } from '@aisha/fakes/s3';
import { AppConfig, BooleanField, IntField, ListField } from '@aisha/platform';
import { Transform } from 'class-transformer';
import { Equals, IsArray, IsIn, IsNumber, IsString, Matches, Max, Min, MinLength } from 'class-validator';

/** The fakes that may run here instead of the real services. */
export const FAKES = ['telegram', 'fal', 'openai', 's3'] as const;
export type FakeName = (typeof FAKES)[number];

/** The settings of the sandbox. With port 0 a fake takes a free port, which /sandbox shows. */
export class SandboxConfig extends AppConfig {
  /** The address is loopback only, because the page asks for no password: anyone who reaches it may act as a person with Stars. */
  @Equals('127.0.0.1', { message: '$property must be 127.0.0.1 for the sandbox' })
  override LISTEN_HOST = '127.0.0.1';

  /** The port of the chat page. */
  @IntField(0, 65_535) SANDBOX_PAGE_PORT = 8090;
  /** Whether the page may take any other port when another program has its port. Otherwise the page waits until that program ends. */
  @BooleanField() SANDBOX_PAGE_MOVES = false;
  @IntField(0, 65_535) SANDBOX_TELEGRAM_PORT = 8091;
  @IntField(0, 65_535) SANDBOX_FAL_PORT = 8092;
  @IntField(0, 65_535) SANDBOX_OPENAI_PORT = 8093;
  @IntField(0, 65_535) SANDBOX_S3_PORT = 8094;

  /** The folder that keeps chats, jobs and objects across restarts. */
  @IsString() @MinLength(1) SANDBOX_STATE_DIR = '.state/sandbox';

  /** The fakes that the product uses; the page shows the other services as real. */
  @ListField() @IsIn(FAKES, { each: true }) SANDBOX_USED: FakeName[] = [...FAKES];

  /** A factor on every duration of the providers: 0.01 makes a training of twenty minutes last twelve seconds. */
  @Transform(({ value }) => (typeof value === 'string' ? Number(value) : value))
  @IsNumber()
  @Min(0.0001)
  @Max(1)
  SANDBOX_TIME_SCALE = 0.01;

  /** Credentials that the fakes accept. They must never be those of the real services. */
  @Matches(/^\d+:[\w-]+$/, { message: '$property must look like 7000001:letters' })
  SANDBOX_TELEGRAM_TOKEN = '7000001:sandbox-token';
  @IsString() @MinLength(1) SANDBOX_FAL_KEY = 'sandbox-fal-key';
  @IsString() @MinLength(1) SANDBOX_OPENAI_KEY = 'sandbox-openai-key';
  @IsString() @MinLength(1) SANDBOX_S3_ACCESS_KEY = 'sandbox';
  @IsString() @MinLength(1) SANDBOX_S3_SECRET_KEY = 'sandbox-secret';
  /** Keys as JSON that each open a part of the storage by a policy; the key above opens all of it. */
  @Transform(({ value }) => (typeof value === 'string' ? (JSON.parse(value) as unknown) : value))
  @IsArray()
  SANDBOX_S3_ACCOUNTS: readonly S3Account[] = [];
}
