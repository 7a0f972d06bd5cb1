import { Injectable, Optional } from '@nestjs/common';
import type { Transaction, Database } from '@aisha/database';
import { AppError, type ErrorCode } from '@aisha/domain';
import { type DocumentPoint, textUnitsOf, DOCUMENT_FORMATS } from '@aisha/kinds';
import type { StartDocument } from '@aisha/kinds/messages';
import { DocumentOrder, type DocumentPart, DocumentReader } from '@aisha/kinds/tables';
import {
  PiecesWork,
  type Deletion,
  type Kept,
  type OrderReference,
  type OwnFields,
  type Policy,
  type Result,
  type Run,
  type Workbench,
} from '@aisha/orders';
import { documentKey, exportKey, fileOf, ObjectStore, toReference, type StoredObject } from '@aisha/storage';
import { readingPolicy } from '../points/reading.policy';
import { holdTranscripts } from '../points/held-transcripts';
import { DocumentStore } from './document.store';
import { fileOfDocument } from '../export/formats';
import { DocumentWriter } from './document-writer';
import { laidOut } from './layout';
import { SourceText } from './source-text';

/** How many characters the model reads at once. Their translation has about as many characters, and must fit into one answer. */
const PART_CHARACTERS = 12_000;

/**
 * The format of the delivered file. Word suits a person who wants to correct a document and pass it on, and has fonts for any language.
 * Other formats are made on request (decision 89).
 */
const FORMAT = 'docx';

/** The result of a document. */
interface MadeDocument extends Result {
  readonly points: readonly DocumentPoint[];
  /** The size of the document's file in bytes. */
  readonly bytes: number;
}

/**
 * Makes a document from a transcript or from a sent text. The model reads it part by part, and each part is kept and paid for separately;
 * at the end the model combines its findings (decision 82). The document is delivered whole or not at all, because a record of a meeting
 * with a gap would mislead.
 */
@Injectable()
export class DocumentWork extends PiecesWork<DocumentOrder, StartDocument, MadeDocument, DocumentPart> {
  readonly kind = 'document';
  readonly entity = DocumentOrder;
  readonly piecesAtOnce = 2;
  readonly nothing = new AppError('document-empty');

  constructor(
    private readonly store: DocumentStore,
    private readonly writer: DocumentWriter,
    private readonly objects: ObjectStore,
    @Optional() readonly policy: Policy<DocumentOrder> = readingPolicy,
    @Optional() private readonly partCharacters = PART_CHARACTERS,
  ) {
    super();
  }

  async row(
    _tx: Transaction,
    { transcriptId, textId, documentType, template, language, targetLanguage, units }: StartDocument,
  ): Promise<Pick<DocumentOrder, 'units'> & OwnFields<DocumentOrder>> {
    return {
      units,
      transcriptId,
      textId,
      documentType,
      template,
      language,
      targetLanguage,
      points: null,
      combined: null,
      documentPath: null,
      bytes: null,
    };
  }

  async refusal(tx: Transaction, start: StartDocument): Promise<ErrorCode | null> {
    if (start.documentType === 'template' && !start.template) return 'message-unreadable'; // the template was deleted with the consent
    const source = await this.store.source(start, tx);
    if (!source) return codeOfMissing(start);
    return textUnitsOf(source.content.length) > start.units ? 'price-changed' : null;
  }

  async open(order: DocumentOrder, signal: AbortSignal): Promise<Workbench<DocumentPart>> {
    const { orderId } = order;
    const found = await this.store.source(order);
    if (!found) throw new AppError(codeOfMissing(order));
    const source = SourceText.of(found, order.language);
    if ((await this.store.parts(orderId)).length === 0) {
      if (order.template !== null) await this.writer.check(order.template, signal);
      await this.store.keepCuts(orderId, source.parts(this.partCharacters));
    }
    return {
      pieces: await this.store.parts(orderId),
      work: async (part, aborted) =>
        this.store.keepPoints(part, await this.writer.pointsOf(source, part, order, aborted)),
      close: () => Promise.resolve(),
    };
  }

  countDone(tx: Transaction, { orderId }: DocumentOrder) {
    return this.store.countDone(tx, orderId);
  }

  isDone(part: DocumentPart): boolean {
    return part.points !== null;
  }

  /** Makes the document of the points of all parts. Null when a part has failed, or when there is no point. */
  async join({ orderId, units }: DocumentOrder, reason: AppError | null): Promise<MadeDocument | null> {
    const points = (await this.store.parts(orderId)).flatMap((part) => part.points ?? []);
    return reason || points.length === 0 ? null : { points, bytes: 0, delivered: units, reason: null };
  }

  override async run(order: DocumentOrder, run: Run): Promise<MadeDocument> {
    const found = await super.run(order, run);
    const isOfSeveral = (await this.store.parts(order.orderId)).length > 1;
    const points = isOfSeveral
      ? await this.writer.combined(found.points, order, {
          kept: order.combined ?? {},
          keep: (piece, made) => this.store.keepCombined(order.orderId, piece, made),
          signal: run.signal,
        })
      : found.points;
    const { bytes, contentType } = await fileOfDocument(FORMAT, laidOut({ ...order, points }));
    await this.objects.put(placeOf(order), bytes, { contentType });
    return { ...found, points, bytes: bytes.length };
  }

  /**
   * A document whose transcript was deleted while it was written is not delivered: documents that were made before stay, and quote what was
   * said (decision 94).
   */
  override async withheld(tx: Transaction, order: DocumentOrder): Promise<AppError | null> {
    const { userId, transcriptId } = order;
    // A sent text goes after a day by itself, and needs no lock.
    const isThere = transcriptId === null || (await holdTranscripts(tx, userId, [transcriptId]));
    return isThere ? null : new AppError(codeOfMissing(order));
  }

  async keep(tx: Transaction, order: DocumentOrder, { points, bytes }: MadeDocument): Promise<Kept<DocumentOrder>> {
    const documentPath = toReference(placeOf(order));
    await this.store.forgetParts(tx, order.orderId);
    return { fields: { points, documentPath, bytes } };
  }

  override failed(tx: Transaction, { orderId }: DocumentOrder): Promise<void> {
    return this.store.forgetParts(tx, orderId);
  }

  override forgotten(): Partial<OwnFields<DocumentOrder>> {
    return { combined: null };
  }

  override async discard(order: DocumentOrder): Promise<void> {
    await this.objects.remove([placeOf(order)]);
  }

  override async filesOf(database: Database, { orderId, userId }: OrderReference): Promise<Deletion | null> {
    // The reader finds only a finished document of this person.
    const document = await new DocumentReader(database).find(userId, orderId);
    if (!document) return null;
    const exported = DOCUMENT_FORMATS.map((format) => exportKey(userId, orderId, format));
    const files = [fileOf(userId, document.documentPath), ...exported];
    return { files, forget: (tx) => this.store.forgetDocument(tx, orderId) };
  }
}

const codeOfMissing = ({ transcriptId }: Pick<DocumentOrder, 'transcriptId'>): ErrorCode =>
  transcriptId === null ? 'text-not-found' : 'transcript-not-found';

const placeOf = ({ userId, orderId }: DocumentOrder): StoredObject => documentKey(userId, orderId, FORMAT);
