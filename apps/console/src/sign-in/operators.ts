import { parseAdmins, type Role, type TelegramId } from '@aisha/domain';
import { Injectable } from '@nestjs/common';
import { ConsoleConfig } from '../config';

/** Who may sit at the desk, and as what, by ADMIN_TELEGRAM_IDS. It is asked at every request: an id that was removed is out at once. */
@Injectable()
export class Operators {
  private readonly roles: ReadonlyMap<TelegramId, Role>;

  constructor({ ADMIN_TELEGRAM_IDS }: ConsoleConfig) {
    this.roles = parseAdmins(ADMIN_TELEGRAM_IDS);
  }

  roleOf(telegramId: TelegramId): Role | undefined {
    return this.roles.get(telegramId);
  }

  /** The first owner of the setting, who the link of the sandbox belongs to. */
  get firstOwner(): TelegramId | undefined {
    return [...this.roles].find(([, role]) => role === 'owner')?.[0];
  }
}
