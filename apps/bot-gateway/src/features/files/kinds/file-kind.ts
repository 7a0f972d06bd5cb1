import type { Message } from '@aisha/contracts';
import type { KeptFile } from '@aisha/database/files';
import type { Language, OrderId, UserId } from '@aisha/domain';
import type { Button, Html } from '../../../engine/conversation';
import type { Change } from '../../../engine/conversation/pending-change.store';
import type { ShownBy } from './shown-by';
import type { FileUse } from './uses';

/** How a person knows the files of a kind. */
export interface KindWords {
  /** «🖼️ Картинки» */
  readonly many: string;
  /** «🖼️ Картинка» */
  readonly one: string;
  /** The name of the file when it is sent again, before its date. */
  readonly fileName: string;
  /** A note on the file's screen. */
  readonly note?: Html;
  /** What goes with a deleted file: «вместе с записью». */
  readonly removedWith?: string;
}

/** The question to the owner of a file, and what the lists show meanwhile. */
export interface Removal {
  readonly message: Message;
  readonly change: Change;
}

/** A kind of files in «Мои файлы». */
export interface FileKindView {
  readonly words: Readonly<Record<Language, KindWords>>;
  /** Whether the file is a picture that its screen shows. */
  readonly isPicture: boolean;
  /** The formats a file can be had in besides its own. */
  readonly otherFormats?: (orderId: OrderId) => readonly Button[];
  /** The messages in the chat that show one, and what goes with it. */
  readonly shownBy: ShownBy;
  /** What a file can become next, in the order of its buttons; the screen has room for three. */
  readonly uses: readonly FileUse[];
  /** The messages that delete a file, with all that goes with it; null: it is not deleted here. */
  readonly removal: ((file: KeptFile, userId: UserId) => readonly Removal[]) | null;
}
