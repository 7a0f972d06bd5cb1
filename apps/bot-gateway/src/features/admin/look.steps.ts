import { CardReturnReader } from '@aisha/database/billing';
import { SupportTicketReader } from '@aisha/database/bot';
import {
  DayNumbersReader,
  PersonCardReader,
  PersonSearchReader,
  type FoundPerson,
  type PersonCard,
} from '@aisha/database/people';
import { plainMoney, type Role, type UserId } from '@aisha/domain';
import type { adminTexts } from '@aisha/words';
import { callback, id, leave, toMenu } from '../../engine/conversation';
import { goTo, loading, may, roleOf, stay } from './admin.draft';

type Words = (typeof adminTexts)['ru'];

const find = callback('admin.find', {});
// The button carries the person: the places in a list change, because the one who did something last comes first.
const choose = callback('admin.choose', { userId: id<UserId>() });
const refresh = callback('admin.refresh', {});
const toToday = callback('admin.today', {});
const plan = callback('admin.credits', {});
const planBan = callback('admin.ban', {});
const planUnban = callback('admin.unban', {});
const planRefund = callback('admin.refund', {});

/** The most people that the result of a search shows, each on a button. With the two buttons that lead back these are six buttons. */
const FOUND = 4;

const today = loading(async (readers, _, { person }) => ({
  role: roleOf(readers, person),
  numbers: await readers.of(DayNumbersReader).read(),
  tickets: await readers.of(SupportTicketReader).waiting(),
  cardReturns: await readers.of(CardReturnReader).waiting(),
}));

/** The last 24 hours in numbers. */
export const todayStep = today.step({
  screen: (_, t, { role, numbers, tickets, cardReturns }) =>
    role === undefined
      ? { text: t.nobody, buttons: [[toMenu.button(t.menu, {})]] }
      : {
          text: t.today({
            role,
            all: numbers.people?.all ?? 0,
            come: numbers.people?.come['1d'] ?? 0,
            acted: numbers.people?.acted['1d'] ?? 0,
            ...numbers.sold,
            ...numbers.orders,
            failures:
              numbers.failures.map(({ reason, count: times }) => `${reason ?? '-'} × ${times}`).join(', ') || 'none',
            deadLetters: numbers.deadLetters,
            oldest: numbers.oldestMessageSeconds,
            tickets: tickets.count,
            cardReturns,
          }),
          buttons: [[find.button(t.find, {})], [toMenu.button(t.menu, {})]],
        },
  actions: [
    today.on(find, (_, __, { data: { role }, t }) => (role === undefined ? leave(t.nobody) : goTo('find', {}))),
  ],
});

const typed = loading(async (readers, _, { person }) => ({ role: roleOf(readers, person) }));

/** Finds a person by Telegram id, @name, or words of the name. */
export const findStep = typed.step({
  screen: (_, t) => ({ text: t.askWho, buttons: [[toToday.button(t.back, {}), toMenu.button(t.menu, {})]] }),
  actions: [
    typed.on(toToday, () => goTo('today', {})),
    typed.onText((_, words, { data: { role }, t }) =>
      role === undefined ? leave(t.nobody) : goTo('person', { asked: words.slice(0, 100) }),
    ),
  ],
});

const card = loading(async (readers, { userId, asked }, { person }) => {
  const role = roleOf(readers, person);
  if (role === undefined) return { role, card: null, found: [] as readonly FoundPerson[], isOperator: false };
  const { people } =
    userId === undefined && asked !== undefined
      ? await readers.of(PersonSearchReader).find(asked, { limit: FOUND })
      : { people: [] };
  const one = userId ?? (people.length === 1 ? people[0]!.userId : undefined);
  const shown = one === undefined ? null : await readers.of(PersonCardReader).find(one);
  const isOperator = shown !== null && roleOf(readers, shown.person) !== undefined;
  return { role, card: shown, found: people, isOperator };
});

/**
 * Shows one person: what they have, and what the operator's role may do about them. When the search found several people, asks which one is
 * meant; when it found nobody, says so.
 */
export const personStep = card.step({
  screen: (_, t, { role, card: person, found }) =>
    role === undefined || !person
      ? {
          text: role === undefined ? t.nobody : found.length === 0 ? t.noneFound : t.askWhich,
          buttons: [
            ...(role === undefined ? [] : found).map(({ userId, firstName, username, telegramId }) => [
              choose.button(t.found({ name: firstName, username: username ?? String(telegramId) }), { userId }),
            ]),
            [find.button(t.back, {}), toMenu.button(t.menu, {})],
          ],
        }
      : { text: cardText(person, t), buttons: waysFor(role, person, t) },
  actions: [
    card.on(choose, (_, { userId }) => goTo('person', { userId })),
    card.on(refresh, (_, __, { data, t }) =>
      data.card ? { ...goTo('person', { userId: data.card.person.userId }), notice: t.refreshed } : goTo('find', {}),
    ),
    card.on(find, () => goTo('find', {})),
    card.on(plan, (_, __, { data }) =>
      data.card && may(data.role, 'give-credits')
        ? goTo('credits', { userId: data.card.person.userId })
        : goTo('today', {}),
    ),
    card.on(planBan, (draft, _, { data, t }) => {
      if (!data.card || !may(data.role, 'ban-person')) return goTo('today', {});
      const { userId } = data.card.person;
      return data.isOperator ? stay(draft, t.isOperator) : goTo('ban', { userId });
    }),
    card.on(planUnban, (_, __, { data }) =>
      data.card && may(data.role, 'unban-person')
        ? goTo('reason', { userId: data.card.person.userId, planned: { act: 'unban-person' } })
        : goTo('today', {}),
    ),
    card.on(planRefund, (_, __, { data }) =>
      data.card?.lastPayment && may(data.role, 'refund-purchase')
        ? goTo('reason', {
            userId: data.card.person.userId,
            planned: { act: 'refund-purchase', chargeId: data.card.lastPayment },
          })
        : goTo('today', {}),
    ),
  ],
});

const cardText = ({ person, balance, paid, orders, lastOrders, avatars, files }: PersonCard, t: Words) =>
  t.person({
    name: person.firstName,
    username: person.username,
    telegramId: String(person.telegramId),
    since: person.createdAt.toISOString().slice(0, 10),
    heard: person.heardAt.toISOString().slice(0, 10),
    isAway: person.blockedAt !== null,
    banned: person.bannedUntil === null ? null : person.bannedUntil.slice(0, 10),
    available: String(balance?.available ?? 0),
    held: String(balance?.held ?? 0),
    debt: String(balance?.debt ?? 0),
    payments: paid.payments,
    stars: paid.stars,
    card: paid.byCard.length === 0 ? null : paid.byCard.map(plainMoney).join(', '),
    refunds: paid.refunds,
    ordered: orders.reduce((sum, one) => sum + one.open + one.delivered + one.undelivered, 0),
    undelivered: orders.reduce((sum, one) => sum + one.undelivered, 0),
    avatars: avatars.all,
    files: files.files,
    last: lastOrders
      .slice(0, 3)
      .map(({ orderId, kind, reason }) => `${orderId.slice(-8)} ${kind}${reason === null ? '' : ` ${reason}`}`)
      .join('\n'),
  });

const waysFor = (role: Role, { person, lastPayment }: PersonCard, t: Words) =>
  [
    [
      ...(may(role, 'give-credits') ? [plan.button(t.giveCredits, {})] : []),
      ...(lastPayment !== null && may(role, 'refund-purchase') ? [planRefund.button(t.refund, {})] : []),
    ],
    may(role, 'ban-person')
      ? [person.bannedUntil === null ? planBan.button(t.ban, {}) : planUnban.button(t.unban, {})]
      : [],
    [refresh.button(t.refresh, {})],
    [find.button(t.back, {}), toMenu.button(t.menu, {})],
  ].filter((row) => row.length > 0);
