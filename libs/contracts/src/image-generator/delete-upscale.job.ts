import { OrderReference } from '../order-fields';

/** "Forget this enlarged picture": the picture it was made of stays. */
export class DeleteUpscale extends OrderReference {}
