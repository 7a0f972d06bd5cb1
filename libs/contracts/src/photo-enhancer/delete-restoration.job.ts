import { OrderReference } from '@aisha/kinds/fields';

/** "Forget this photo": as it was, restored, and the picture of both. The order stays, for the ledger. */
export class DeleteRestoration extends OrderReference {}
