import type { World } from '../world';
import { albumMethods } from './albums';
import { editMethods } from './edits';
import type { Method } from './method';
import { paymentMethods } from './payments';
import { profileMethods } from './profile';
import { sendMethods } from './sends';
import { updateMethods } from './updates';

/** Every method this fake knows, by its lower-cased name. */
export const methodsOf = (world: World): ReadonlyMap<string, Method> =>
  new Map(
    Object.entries<Method>({
      ...profileMethods(world),
      ...updateMethods(world),
      ...sendMethods(world),
      ...albumMethods(world),
      ...editMethods(world),
      ...paymentMethods(world),
    }).map(([name, method]) => [name.toLowerCase(), method]),
  );
