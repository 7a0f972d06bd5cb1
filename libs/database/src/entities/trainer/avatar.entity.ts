import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  AvatarId,
  AvatarState,
  ErrorCode,
  FaceOwner,
  FaceStop,
  Subject,
  TrainingType,
  UserId,
} from '@aisha/domain';

/** A personal model: of a face (portrait) or of a manner (style). */
@Entity({ schema: 'trainer', name: 'avatar' })
export class Avatar {
  @PrimaryColumn({ type: 'uuid' }) id!: AvatarId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text', name: 'training_type' }) trainingType!: TrainingType;
  /** Whom the portrait shows; null: the person has not said yet, and name and type are provisional. */
  @Column({ type: 'text', nullable: true }) subject!: Subject | null;
  @Column({ type: 'text' }) status!: AvatarState;
  /** The trigger phrase, the same in training and in every prompt. */
  @Column({ type: 'text', name: 'trigger_phrase' }) triggerPhrase!: string;
  /** The provider's request that made the model. */
  @Column({ type: 'text', name: 'finetune_id', nullable: true }) finetuneId!: string | null;
  /**
   * The address of the provider's copy, used while it answers. A secret that the gateway may not read:
   * `AvatarReader.findWithModel` gives it.
   */
  @Column({ type: 'text', name: 'lora_url', nullable: true, select: false }) loraUrl!: string | null;
  /** Our copy of the model, taken when training ends. */
  @Column({ type: 'text', name: 'lora_key', nullable: true }) loraKey!: string | null;
  /** The family of models that draw with this model: models of another family cannot (decision 194). */
  @Column({ type: 'text', name: 'lora_family' }) loraFamily!: string;
  /** The digest of our copy. */
  @Column({ type: 'text', name: 'lora_sha256', nullable: true }) loraSha256!: string | null;
  /**
   * Storage reference of the picture that shows what the avatar's photos cover; the name changes with the content. Null: there is none now.
   */
  @Column({ type: 'text', name: 'photo_map', nullable: true }) photoMap!: string | null;
  /** How strongly the model shows in pictures, as the probe found; null: as strongly as is usual for its type. */
  @Column({ type: 'float4', name: 'lora_scale', nullable: true }) loraScale!: number | null;
  /** The distance between the probe's face, drawn at `loraScale`, and the faces of the photos; null when none was measured. */
  @Column({ type: 'float4', name: 'likeness_distance', nullable: true }) likenessDistance!: number | null;
  /**
   * The distance from the faces of the photos to the faces in pictures that were drawn from several of the photos at once; null when none
   * was measured.
   */
  @Column({ type: 'float4', name: 'references_distance', nullable: true }) referencesDistance!: number | null;
  /**
   * The distance from the faces of the photos to the faces in pictures that were drawn from the main photo alone; null when none was
   * measured.
   */
  @Column({ type: 'float4', name: 'photo_distance', nullable: true }) photoDistance!: number | null;
  /** How old the faces of the avatar's photos look as a whole, in years; null when too few of the photos show an age. */
  @Column({ type: 'float4', name: 'face_age', nullable: true }) faceAge!: number | null;
  /** How old the face of the main photo looks, in years; null when the photo does not show an age. */
  @Column({ type: 'float4', name: 'main_face_age', nullable: true }) mainFaceAge!: number | null;
  /** Whether the avatar's photos show a person's face; null when they have not been checked for one. */
  @Column({ type: 'boolean', name: 'shows_faces', nullable: true }) showsFaces!: boolean | null;
  /**
   * Whose face the avatar shows, as the person said; they also said that the owner of the face is at least 18 years old. Null: not said yet.
   */
  @Column({ type: 'text', name: 'face_owner', nullable: true }) faceOwner!: FaceOwner | null;
  /** The FACE_WORD_VERSION of the question that the person answered. */
  @Column({ type: 'integer', name: 'face_word_version', nullable: true }) faceWordVersion!: number | null;
  @Column({ type: 'timestamptz', name: 'face_word_at', nullable: true }) faceWordAt!: Date | null;
  /** Why the avatar is neither trained nor drawn for now; null: it is not stopped. */
  @Column({ type: 'text', name: 'stopped_for', nullable: true }) stoppedFor!: FaceStop | null;
  @Column({ type: 'timestamptz', name: 'stopped_at', nullable: true }) stoppedAt!: Date | null;
  /** ErrorCode of the last failed training. */
  @Column({ type: 'text', name: 'error_code', nullable: true }) errorCode!: ErrorCode | null;
  @Column({ type: 'boolean', name: 'is_main' }) isMain!: boolean;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  @Column({ type: 'timestamptz', name: 'training_completed_at', nullable: true }) trainingCompletedAt!: Date | null;
  /** When the avatar was deleted: its files and provider references are gone; the row stays for old receipts. Null: not deleted. */
  @Column({ type: 'timestamptz', name: 'deleted_at', nullable: true }) deletedAt!: Date | null;
}
