import type { Transaction } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { newCode } from '@aisha/platform';
import { Injectable } from '@nestjs/common';

/** The code in a person's link for friends. It says nothing about the person, and is deleted with the person's row. */
@Injectable()
export class InviteCodeStore {
  /** The code of a person, made when the person first asks for it; undefined for an unknown person. */
  async of(tx: Transaction, userId: UserId): Promise<string | undefined> {
    const [[row]] = await tx.query<[{ code: string }[], number]>(
      `UPDATE bot.person SET invite_code = coalesce(invite_code, $2) WHERE user_id = $1 RETURNING invite_code AS code`,
      [userId, newCode()],
    );
    return row?.code;
  }
}
