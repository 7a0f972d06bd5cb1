import { OrderReference } from '../order-fields';

/** "Here is the answer to your question": it lies in the order. */
export class DeliverAnswer extends OrderReference {}
