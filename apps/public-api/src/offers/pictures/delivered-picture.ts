import type { InputOf } from '@aisha/kinds';
import { GenerationReader } from '@aisha/kinds/tables';
import { Problem } from '../../http/problem';
import type { Asked } from '../kind/offered-kind';

/** A delivered picture of the person, by the id of its order and its own id, as the input of an order. */
export async function deliveredPicture(
  { orderId, pictureId }: Omit<InputOf<'picture'>, 'kind'>,
  { userId, database }: Asked,
) {
  const picture = await new GenerationReader(database).picture(userId, pictureId);
  if (!picture || picture.orderId !== orderId) throw new Problem('not-found', { field: 'pictureId' });
  return { picture, input: { kind: 'picture', orderId, pictureId } as const };
}
