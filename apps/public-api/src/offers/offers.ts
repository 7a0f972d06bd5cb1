import { Injectable } from '@nestjs/common';
import { startOrder, type Message } from '@aisha/contracts';
import { Database, ModelStateReader } from '@aisha/database';
import { PriceReader, quoteFrom } from '@aisha/database/billing';
import { type Avatar, AvatarReader } from '@aisha/database/trainer';
import {
  ideaIn,
  isFaceOwnerUnsaid,
  MIN_REFERENCES,
  offerOfPath,
  pathsOf,
  type AvatarId,
  type DrawingPath,
  type OrderId,
  type UploadedFileId,
  type UserId,
} from '@aisha/domain';
import {
  asChange,
  type InputOf,
  isTemplate,
  type OrderLine,
  pictureItem,
  questionIn,
  type Quote,
  speechPartsOf,
  textUnitsOf,
  UPSCALE_SIZES,
  upscaleFactor,
  upscaleItem,
} from '@aisha/kinds';
import { GenerationReader, TranscriptReader, type Transcript } from '@aisha/kinds/tables';
import { Clock } from '@aisha/platform';
import { Problem } from '../http/problem';
import type { AnyOrderBody, BodyOf, OfferedKind } from './bodies';
import { OfferedFiles } from './offered-files';

/** The price of an order, and the message that starts it. */
export interface Offer {
  readonly kind: OfferedKind;
  readonly quote: Quote;
  readonly start: (orderId: OrderId) => Message;
  /** The sent file that the order takes. */
  readonly fileId?: UploadedFileId;
}

type Line = OrderLine & Pick<Offer, 'start' | 'fileId'>;

/** The most units that an order about a transcript may have; the start messages accept no more. */
const UNITS_AT_MOST = 10_000;

/**
 * Prices orders as the gateway’s offers do, from the same prices, and only for things of the person. It refuses an order before credits are
 * held; billing and the worker check everything again.
 */
@Injectable()
export class Offers {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: OfferedFiles,
  ) {}

  async of(userId: UserId, body: AnyOrderBody): Promise<Offer> {
    const offSale = await new ModelStateReader(this.database).offSale();
    const { start, fileId, ...line } = await this.line(userId, body, offSale);
    if (offSale.has(line.item)) throw new Problem('off-sale');
    const now = this.clock.now();
    const quote = quoteFrom(await new PriceReader(this.database).list(now), line, now);
    return { kind: body.kind, quote, start, ...(fileId !== undefined && { fileId }) };
  }

  private line(userId: UserId, body: AnyOrderBody, offSale: ReadonlySet<string>): Promise<Line> {
    switch (body.kind) {
      case 'generation':
        return this.generation(userId, body, offSale);
      case 'speech':
        return Promise.resolve(this.speech(userId, body));
      case 'document':
        return this.document(userId, body);
      case 'question':
        return this.question(userId, body);
      case 'restoration':
        return this.files.restoration(userId, body);
      case 'transcription':
        return this.files.transcription(userId, body);
      case 'animation':
        return this.animation(userId, body);
      case 'upscale':
      case 'edit':
        return this.ofPicture(userId, body);
    }
  }

  private async generation(userId: UserId, body: BodyOf<'generation'>, offSale: ReadonlySet<string>): Promise<Line> {
    const { avatarId, aspectRatio, pictures, enhance } = body;
    const prompt = ideaIn(body.idea);
    if (prompt === undefined) throw wrong('idea', 'idea has no words that can be drawn');
    const path = avatarId === undefined ? null : pathOnSale(await this.drawable(userId, avatarId), offSale);
    const input = avatarId === undefined ? ({ kind: 'idea' } as const) : ({ kind: 'avatar', avatarId } as const);
    const drawn = { input, prompt, promptInEnglish: null, aspectRatio, pictureCount: pictures, enhance };
    const chosen = { quality: 'normal', seed: null, similarTo: null, look: null, session: null, path } as const;
    return {
      item: pictureItem(avatarId ?? null),
      units: pictures,
      start: (orderId) => startOrder('generation', { orderId, userId, ...drawn, ...chosen }),
    };
  }

  /**
   * Finds an avatar. Refuses those that the generator would refuse (stopped ones, and portraits whose face has no known owner), so that the
   * caller learns it before credits are held.
   */
  private async drawable(userId: UserId, avatarId: AvatarId): Promise<Avatar> {
    const avatar = await new AvatarReader(this.database).find(userId, avatarId);
    if (!avatar) throw new Problem('not-found', { field: 'avatarId' });
    if (avatar.stoppedFor !== null) throw new Problem('avatar-stopped');
    if (isFaceOwnerUnsaid(avatar)) throw new Problem('face-owner-unsaid');
    return avatar;
  }

  private speech(userId: UserId, { text, voice, speed }: BodyOf<'speech'>): Line {
    if (!/[\p{L}\p{N}]/u.test(text)) throw wrong('text', 'text has no words to read aloud');
    const parts = speechPartsOf(text.length);
    const said = { text, voice, speed, parts };
    return {
      item: 'speech.part',
      units: parts,
      start: (orderId) => startOrder('speech', { orderId, userId, ...said }),
    };
  }

  private async animation(userId: UserId, body: BodyOf<'animation'>): Promise<Line> {
    const { fileId, motion } = body;
    const input = await this.animated(userId, body);
    return {
      item: 'animation',
      units: 1,
      ...(fileId !== undefined && { fileId }),
      start: (orderId) => startOrder('animation', { orderId, userId, input, motion }),
    };
  }

  /**
   * What the order animates: a sent photo, named by `fileId`, or a picture, named by its id and its order’s id. Refuses a body that names
   * both, or neither.
   */
  private async animated(userId: UserId, { fileId, orderId, pictureId }: BodyOf<'animation'>) {
    if (fileId !== undefined && orderId === undefined && pictureId === undefined)
      return this.files.photoToAnimate(userId, fileId);
    if (fileId !== undefined || orderId === undefined || pictureId === undefined)
      throw wrong('fileId', 'either fileId names a sent photo, or orderId and pictureId name a picture');
    const { input } = await this.picture(userId, { orderId, pictureId });
    return input;
  }

  private async picture(userId: UserId, { orderId, pictureId }: Omit<InputOf<'picture'>, 'kind'>) {
    const picture = await new GenerationReader(this.database).picture(userId, pictureId);
    if (!picture || picture.orderId !== orderId) throw new Problem('not-found', { field: 'pictureId' });
    return { picture, input: { kind: 'picture', orderId, pictureId } as const };
  }

  private async ofPicture(userId: UserId, body: BodyOf<'upscale' | 'edit'>): Promise<Line> {
    const { picture, input } = await this.picture(userId, body);
    if (body.kind === 'upscale') {
      const { size } = body;
      const possible = UPSCALE_SIZES.filter((each) => upscaleFactor(each, picture) !== undefined);
      if (!possible.includes(size))
        throw wrong('size', `size may be, for this picture: ${possible.join(', ') || 'none'}`);
      return {
        item: upscaleItem(size),
        units: 1,
        start: (orderId) => startOrder('upscale', { orderId, userId, input, size }),
      };
    }
    const change = asChange(body.change);
    if (change === undefined) throw wrong('change', 'change has too few words');
    return {
      item: 'edit',
      units: 1,
      start: (orderId) => startOrder('edit', { orderId, userId, input, change, faces: null }),
    };
  }

  private async document(userId: UserId, body: BodyOf<'document'>): Promise<Line> {
    const { transcriptId, documentType, language, template = null, targetLanguage = null } = body;
    if ((documentType === 'template') !== (template !== null) || (template !== null && !isTemplate(template)))
      throw wrong('template', 'template must have one to twenty headings, and belongs to the type “template” alone');
    if ((documentType === 'translation') !== (targetLanguage !== null))
      throw wrong('targetLanguage', 'targetLanguage belongs to the type “translation”, and to no other');
    const units = unitsOf(await this.transcript(userId, transcriptId));
    const asked = { transcriptId, textId: null, documentType, template, language, targetLanguage, units };
    return { item: 'document', units, start: (orderId) => startOrder('document', { orderId, userId, ...asked }) };
  }

  private async question(userId: UserId, body: BodyOf<'question'>): Promise<Line> {
    const question = questionIn(body.question);
    if (question === undefined) throw wrong('question', 'question has too few words');
    const transcriptId = body.transcriptId ?? null;
    const units = transcriptId === null ? 1 : unitsOf(await this.transcript(userId, transcriptId));
    const asked = { transcriptId, question, units };
    return { item: 'question', units, start: (orderId) => startOrder('question', { orderId, userId, ...asked }) };
  }

  private async transcript(userId: UserId, transcriptId: OrderId): Promise<Transcript> {
    const found = await new TranscriptReader(this.database).find(userId, transcriptId);
    if (!found) throw new Problem('not-found', { field: 'transcriptId' });
    return found;
  }
}

/**
 * The path of pictures of an avatar, if one that it may have is off sale: the best of the others. Otherwise null, because the generator,
 * which sees the avatar’s photos, takes the best one. Refuses an avatar of which no path is on sale.
 */
function pathOnSale(avatar: Avatar, offSale: ReadonlySet<string>): DrawingPath | null {
  const paths = pathsOf(avatar, { photos: 1, references: MIN_REFERENCES });
  const onSale = paths.filter((path) => !offSale.has(offerOfPath(avatar, path)));
  if (onSale.length === paths.length) return null;
  if (onSale[0] === undefined) throw new Problem('off-sale');
  return onSale[0];
}

function unitsOf({ content }: Transcript): number {
  const units = textUnitsOf(content.length);
  if (units > UNITS_AT_MOST) throw new Problem('transcript-too-long');
  return units;
}

const wrong = (field: string, message: string): Problem =>
  new Problem('body-not-valid', { errors: [{ field, message }] });
