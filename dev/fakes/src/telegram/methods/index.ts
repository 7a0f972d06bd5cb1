import type { TelegramState } from '../state/telegram-state';
import { albumMethods } from './albums';
import { editMethods } from './edits';
import type { Method } from './method';
import { paymentMethods } from './payments';
import { profileMethods } from './profile';
import { sendMethods } from './sends';
import { updateMethods } from './updates';

/** Every method this fake knows, by its lower-cased name. */
export const methodsOf = (telegram: TelegramState): ReadonlyMap<string, Method> =>
  new Map(
    Object.entries<Method>({
      ...profileMethods(telegram),
      ...updateMethods(telegram),
      ...sendMethods(telegram),
      ...albumMethods(telegram),
      ...editMethods(telegram),
      ...paymentMethods(telegram),
    }).map(([name, method]) => [name.toLowerCase(), method]),
  );
