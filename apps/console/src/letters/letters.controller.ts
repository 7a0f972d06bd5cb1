import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database, SCHEMAS } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { Access } from '../door/access';

/** A message that was given up, without its payload. */
interface DeadLetterRow {
  readonly id: string;
  readonly schema: string;
  readonly job: string;
  readonly code: string;
  readonly attempts: number;
  readonly diedAt: Date;
  /** Since when the money of a payment is on its way back because of this message; null when no money is on its way back. */
  readonly refundingSince: Date | null;
}

/** A result that Telegram accepts in no form, without its content. */
interface UndeliveredRow {
  readonly id: string;
  readonly userId: UserId;
  readonly orderId: string | null;
  readonly attempts: number;
  readonly createdAt: Date;
}

/** The most rows that are shown, the oldest first. More of them are an incident, for which a list is of no use. */
const SHOWN = 200;

/** What waits for an operator's decision. */
@ApiTags('letters')
@Controller('api')
export class LettersController {
  constructor(private readonly database: Database) {}

  @ApiOperation({ summary: 'Messages that were given up and wait for a decision, the oldest first.' })
  @Access('read')
  @Get('dead-letters')
  deadLetters(): Promise<readonly DeadLetterRow[]> {
    const of = (schema: string) =>
      `(SELECT message_id AS id, '${schema}' AS schema, job, code, attempts, died_at AS "diedAt", refunding_since AS "refundingSince"
        FROM ${schema}.dead_letter WHERE resolved IS NULL ORDER BY died_at LIMIT ${SHOWN})`;
    return this.database.read.query(
      `SELECT * FROM (${SCHEMAS.map(of).join(' UNION ALL ')}) AS letters ORDER BY "diedAt" LIMIT ${SHOWN}`,
    );
  }

  @ApiOperation({ summary: 'Results that Telegram takes in no form and that wait for a decision, the oldest first.' })
  @Access('read')
  @Get('undelivered')
  undelivered(): Promise<readonly UndeliveredRow[]> {
    return this.database.read.query(
      `SELECT id::text, user_id AS "userId", trace_id AS "orderId", attempts, created_at AS "createdAt"
       FROM bot.delivery WHERE status = 'undelivered' ORDER BY id LIMIT ${SHOWN}`,
    );
  }
}
