import { OrderReference } from '../order-fields';

/** "Here is what was made of your transcript": its row says what it is and where it lies. */
export class DeliverDocument extends OrderReference {}
