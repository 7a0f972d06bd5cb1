import { OrderReference } from '@aisha/kinds/fields';

/** "Forget this enlarged picture": the picture it was made of stays. */
export class DeleteUpscale extends OrderReference {}
