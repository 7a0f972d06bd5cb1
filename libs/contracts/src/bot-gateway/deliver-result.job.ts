import { KindedOrderReference } from '@aisha/kinds/fields';

/**
 * "The result is there": the rows of the kind say what was made and where it lies. The engine of orders sends it for
 * every kind.
 */
export class DeliverResult extends KindedOrderReference {}
