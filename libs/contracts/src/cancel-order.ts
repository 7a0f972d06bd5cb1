import { OrderReference } from './order-fields';

/** "Stop it": before it was sent nothing is charged; at the provider it is cancelled there when that is still possible. */
export class CancelOrder extends OrderReference {}
