import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Database, SCHEMAS } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { Access } from '../door/access';

/** A message that was given up, without what it carries. */
interface DeadLetterRow {
  readonly id: string;
  readonly schema: string;
  readonly job: string;
  readonly code: string;
  readonly attempts: number;
  readonly diedAt: Date;
  /** Since when Telegram is asked to give Stars back for it. */
  readonly refundingSince: Date | null;
}

/** A result that Telegram takes in no form, without what is in it. */
interface UndeliveredRow {
  readonly id: string;
  readonly userId: UserId;
  readonly orderId: string | null;
  readonly attempts: number;
  readonly createdAt: Date;
}

/** The oldest are shown first, and so many of them: more than that is an incident, not a list. */
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
