import type { FileKind } from '@aisha/kinds/tables';
import { documentKind } from './document.kind';
import type { FileKindView } from './file-kind';
import { photoKind } from './photo.kind';
import { pictureKind } from './picture.kind';
import { recordingKind } from './recording.kind';
import { restorationKind } from './restoration.kind';
import { speechKind } from './speech.kind';
import { transcriptKind } from './transcript.kind';
import { upscaleKind } from './upscale.kind';

/** Each kind that the database has: a missing one does not compile. */
export const FILE_KIND_VIEWS: Readonly<Record<FileKind, FileKindView>> = {
  picture: pictureKind,
  upscale: upscaleKind,
  photo: photoKind,
  recording: recordingKind,
  transcript: transcriptKind,
  document: documentKind,
  speech: speechKind,
  restoration: restorationKind,
};
