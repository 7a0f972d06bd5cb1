import { attackBy, settles } from '../door.mts';
import { asksForDocument } from '../walks.mts';

/** A text without a word that could be a point of a document. */
const FIGURES = '1234567890 987 654 321 000 111 222 333\n'.repeat(2_000);

export const attack = attackBy({
  about: 'A person has documents made of texts in which nothing is said.',
  times: 3,
  leaves: 0.003,
  once: (target, customer, nth) =>
    settles(target, customer, () => asksForDocument(customer.person, `${FIGURES}${nth}`, '✅ To-do list')),
});
