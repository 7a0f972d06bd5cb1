import { parseAdmins, type Role, type TelegramId } from '@aisha/domain';
import { Injectable } from '@nestjs/common';
import { ConsoleConfig } from '../config';

/**
 * The operators and their roles, as ADMIN_TELEGRAM_IDS names them. The guard asks at every request, so a removed operator loses access at
 * once.
 */
@Injectable()
export class Operators {
  private readonly roles: ReadonlyMap<TelegramId, Role>;

  constructor({ ADMIN_TELEGRAM_IDS }: ConsoleConfig) {
    this.roles = parseAdmins(ADMIN_TELEGRAM_IDS);
  }

  roleOf(telegramId: TelegramId): Role | undefined {
    return this.roles.get(telegramId);
  }

  /** The first owner in ADMIN_TELEGRAM_IDS. The sandbox’s link belongs to them. */
  get firstOwner(): TelegramId | undefined {
    return [...this.roles].find(([, role]) => role === 'owner')?.[0];
  }
}
