import { filesTexts } from '@aisha/words';
import type { FilePlace, KeptFile } from '@aisha/database/files';
import { FILE_KINDS } from '@aisha/kinds/tables';
import { ChangedFiles } from '../readers';
import {
  answer,
  id,
  onButton,
  oneOf,
  type Anywhere,
  type Callback,
  type Elsewhere,
  type GlobalAction,
  type IncomingFile,
  type Readers,
} from '../engine/conversation';

/** The fields by which a button names a file of «Мои файлы». */
export const keptFile = { kind: oneOf(FILE_KINDS), id: id<string>() };

/** A button that begins an action with one of the person's kept files. If the file is gone, a toast says so. */
export const onKeptFile = <Given extends FilePlace>(
  button: Callback<Given>,
  run: (file: KeptFile, context: Anywhere, readers: Readers, given: Given) => Elsewhere | Promise<Elsewhere>,
): GlobalAction =>
  onButton(button, async (place, context, readers) => {
    const { userId, language } = context.person;
    const file = await readers.of(ChangedFiles).find(userId, place);
    return file ? run(file, context, readers, place) : answer(filesTexts[language].goneWhenAsked);
  });

/** A file that we keep, in the form that it would have if the person had sent it again. */
export const sentAgain = ({
  id: uniqueId,
  filePath: fileId,
  bytes,
}: Pick<KeptFile, 'id' | 'filePath' | 'bytes'>): IncomingFile => ({
  messageId: 0,
  fileId,
  uniqueId,
  bytes,
  name: null,
  mimeType: null,
  albumId: null,
  caption: null,
});
