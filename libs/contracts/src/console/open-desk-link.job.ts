import { IsInt, IsISO8601, IsPositive, Matches } from 'class-validator';

/** "An operator asked for a link to the desk." The console remembers the link, which opens one session. */
export class OpenDeskLink {
  /** SHA-256 of the token that the bot showed in the chat, in hex: the message itself opens nothing. */
  @Matches(/^[0-9a-f]{64}$/) tokenHash!: string;
  /** The operator, as Telegram names them. */
  @IsInt() @IsPositive() telegramId!: number;
  /** When the link expires, as ISO 8601; after that the operator asks for another link. */
  @IsISO8601() expiresAt!: string;
}
