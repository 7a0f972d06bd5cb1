import { KindedOrderReference } from '@aisha/kinds/fields';

/** "It is done": the rows of the kind say what was made and where it lies. Of every kind, from the engine of orders. */
export class DeliverResult extends KindedOrderReference {}
