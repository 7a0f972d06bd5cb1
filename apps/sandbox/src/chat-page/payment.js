import { askForm, h } from './dom.js';
import { price } from './format.js';
import { server } from './server.js';
import { store } from './store.js';
import { texts } from './texts.js';
import { alertBox, hideToast, toast } from './toast.js';

/** Asks the person to confirm a payment, pays, and shows why a payment failed. */
export const pay = async ({ message_id: id, invoice }) => {
  const { person, place } = store;
  const answer = await askForm(
    texts.payTitle,
    [
      h(
        'div',
        { class: 'invoice' },
        h('b', {}, invoice.title),
        h('p', {}, invoice.description),
        h('span', { class: 'price' }, price(invoice)),
      ),
      h(
        'p',
        { class: 'hint' },
        invoice.currency === 'XTR' ? texts.payNote({ stars: person.stars }) : texts.payByCardNote,
      ),
    ],
    h('button', { value: 'declined' }, texts.decline),
    h('button', { class: 'primary', value: 'pay', autofocus: true }, texts.pay({ price: price(invoice) })),
  );
  if (answer !== 'pay' && answer !== 'declined') return;
  toast(texts.paying);
  try {
    const outcome = await server.pay(place, id, answer === 'declined');
    hideToast();
    if (!outcome.paid) await alertBox(texts.notPaid({ reason: outcome.reason }));
  } catch (error) {
    toast(error.message);
  }
};
