/** Where the rows of a kind of files lie, in SQL. The owner and the id have an index: a page is read by it. */
interface FileRows {
  readonly from: string;
  /** Whose it is. */
  readonly owner: string;
  /** Made with the file, so that it sorts by time; unique within its kind. */
  readonly id: string;
  /** What made it, by which messages that show it are found. */
  readonly order: string;
  readonly at: string;
  readonly bytes: string;
  readonly path: string;
  /** Which rows still have a file. */
  readonly kept: string;
}

/** What a person sent or received, kind by kind. Buttons carry a kind's place: append, never reorder. */
export const FILE_ROWS = {
  picture: {
    from: 'generator.picture',
    owner: 'user_id',
    id: 'id',
    order: 'order_id',
    at: 'created_at',
    bytes: 'bytes',
    path: 'file_path',
    kept: 'file_path IS NOT NULL',
  },
  upscale: {
    from: 'generator.upscale',
    owner: 'user_id',
    id: 'order_id',
    order: 'order_id',
    at: 'finished_at',
    bytes: 'bytes',
    path: 'file_path',
    kept: 'file_path IS NOT NULL',
  },
  photo: {
    from: 'trainer.avatar_photo photo JOIN trainer.avatar ON avatar.id = photo.avatar_id',
    owner: 'avatar.user_id',
    id: 'photo.id',
    order: 'photo.avatar_id',
    at: 'photo.created_at',
    bytes: 'photo.bytes',
    path: 'photo.file_path',
    kept: 'photo.accepted AND avatar.deleted_at IS NULL',
  },
  recording: {
    from: 'transcriber.recording',
    owner: 'user_id',
    id: 'order_id',
    order: 'order_id',
    at: 'created_at',
    bytes: 'bytes',
    path: 'audio_file_path',
    // An open order still needs its recording.
    kept: 'audio_file_path IS NOT NULL AND finished_at IS NOT NULL',
  },
  transcript: {
    from: 'transcriber.transcript',
    owner: 'user_id',
    id: 'order_id',
    order: 'order_id',
    at: 'created_at',
    bytes: 'octet_length(content)',
    path: 'document_path',
    kept: 'true',
  },
  document: {
    from: 'transcriber.document',
    owner: 'user_id',
    id: 'order_id',
    order: 'order_id',
    at: 'finished_at',
    bytes: 'bytes',
    path: 'document_path',
    kept: 'document_path IS NOT NULL',
  },
  speech: {
    from: 'transcriber.speech',
    owner: 'user_id',
    id: 'order_id',
    order: 'order_id',
    at: 'finished_at',
    bytes: 'bytes',
    path: 'mp3_path',
    kept: 'mp3_path IS NOT NULL',
  },
  restoration: {
    from: 'enhancer.enhancement',
    owner: 'user_id',
    id: 'order_id',
    order: 'order_id',
    at: 'finished_at',
    // With the photo as it was, and the picture of both, which go with it.
    bytes: 'bytes',
    path: 'file_path',
    kept: 'file_path IS NOT NULL',
  },
} as const satisfies Readonly<Record<string, FileRows>>;

export type FileKind = keyof typeof FILE_ROWS;
export const FILE_KINDS = Object.keys(FILE_ROWS) as FileKind[];
