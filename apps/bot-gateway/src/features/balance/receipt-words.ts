import type { OrderedThing } from '@aisha/database';
import type { Receipt } from '@aisha/database/billing';
import type { Language } from '@aisha/domain';
import { beginningOf, type Html } from '../../engine/conversation';
import type { OrderKindViews } from '../../orders/order-kind';
import { balanceTexts } from '@aisha/words';

/** Names what a receipt is for: «🎨 Картинки «закат у моря» ×4», «⭐ Покупка». The idea has at most this many characters. */
export function nameOf(
  receipt: Receipt,
  { thing, views, language }: { thing: OrderedThing | undefined; views: OrderKindViews; language: Language },
  characters: number,
): Html {
  const t = balanceTexts[language];
  if (!('charged' in receipt)) return t.credit({ kind: receipt.kind });
  const { kind, units } = receipt;
  const about = thing?.idea ?? (kind === 'training' ? thing?.avatar : null);
  const { shortTitle, units: unitsOf } = views[kind];
  const count = unitsOf?.[language](units) ?? '';
  return t.order({
    kind: shortTitle[language],
    about: about ? beginningOf(about, characters) : null,
    units: count || null,
  });
}
