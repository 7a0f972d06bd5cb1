import { OrderReference } from '@aisha/kinds/fields';

/** "Forget these pictures": the files of one generation; its row stays as the receipt's reason. */
export class DeletePictures extends OrderReference {}
