import { afterCommit, answerAtEnd } from '@aisha/database';
import { ARRIVAL_LINKS, type ArrivalLink } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import { Counter } from 'prom-client';
import { write } from '../../engine/conversation';
import type { OnEnded } from '../../orders/order-cards';

const linksOpened = new Counter({
  name: 'aisha_links_opened_total',
  help: 'Links to the bot that were opened, by anybody and as often as they were: of an invitation, of a shared result, of a gift, of a promo code',
  labelNames: ['link'] as const,
});

const arrivals = new Counter({
  name: 'aisha_arrivals_total',
  help: 'People who came to the bot for the first time by a link, by which one',
  labelNames: ['link'] as const,
});

const arrivalsWithPicture = new Counter({
  name: 'aisha_arrivals_with_picture_total',
  help: 'People who came by a link and have got their first picture now, by which link',
  labelNames: ['link'] as const,
});

// Each series is made before its first event, so that `increase()` counts that event, too.
for (const link of ARRIVAL_LINKS)
  for (const each of [linksOpened, arrivals, arrivalsWithPicture]) each.inc({ link }, 0);

interface OpenedLink {
  readonly link: ArrivalLink;
  /** Whether the link brought somebody who has never used the bot. */
  readonly isArrival: boolean;
}

/** Counts a link that a person opened, and writes down by which link a newcomer came. */
export const opened = write('opened-link', async (tx, userId, { link, isArrival }: OpenedLink) => {
  if (isArrival) await tx.query(`UPDATE bot.person SET came_by = $2 WHERE user_id = $1`, [userId, link]);
  afterCommit(tx, () => {
    linksOpened.inc({ link });
    if (isArrival) arrivals.inc({ link });
  });
});

/** The kinds of orders whose result counts as a person's first picture; billing rewards a first picture of only some of these kinds. */
const OF_PICTURES: readonly OrderKind[] = ['generation', 'edit', 'together'];

/**
 * Notes and counts, once, that somebody who came by a link has got a picture. The note rides on the transaction's last statement, before its
 * deliveries are locked, because everybody locks a person first and then the deliveries.
 */
export const notesFirstPicture: OnEnded = async (tx, { userId, kind }, { type }) => {
  if (type !== 'delivered' || !OF_PICTURES.includes(kind)) return;
  const firsts = answerAtEnd<Pick<OpenedLink, 'link'>>(
    tx,
    `UPDATE bot.person SET first_picture_at = now() WHERE user_id = $1 AND came_by IS NOT NULL AND first_picture_at IS NULL
     RETURNING came_by AS link`,
    [userId],
  );
  afterCommit(tx, () => void firsts.then(([first]) => first && arrivalsWithPicture.inc({ link: first.link })));
};
