import { AdminsField } from './config-fields';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what TypeScript asks of a mixin
type Constructor = new (...args: any[]) => object;

/**
 * Adds the operators to an app's configuration. Each app that acts for operators checks their roles itself, because a message does not
 * prove a role.
 */
export function WithOperators<Base extends Constructor>(base: Base) {
  class Operators extends base {
    /**
     * The operators, as Telegram ids with roles: `500001:owner,500002:support,500003:read-only`; the same for the bot, the desk and billing.
     * Empty: there are no operators.
     */
    @AdminsField() ADMIN_TELEGRAM_IDS = '';
  }
  return Operators;
}
