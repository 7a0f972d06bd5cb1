import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import type { AvatarId } from '@aisha/domain';

/** A link to a model that we have uploaded again. */
interface LoraLink {
  readonly url: string;
  readonly uploadedAt: Date;
}

/** Writes the links to models that we have uploaded again; `AvatarReader.findWithModel` reads them. */
@Injectable()
export class LoraLinkStore {
  constructor(private readonly database: Database) {}

  async put(avatarId: AvatarId, url: string, uploadedAt: Date): Promise<void> {
    await this.database.write(
      `INSERT INTO generator.lora_upload (avatar_id, url, uploaded_at) VALUES ($1, $2, $3)
       ON CONFLICT (avatar_id) DO UPDATE SET url = $2, uploaded_at = $3`,
      [avatarId, url, uploadedAt],
    );
  }

  /** The newest link that we have uploaded for the avatar; null if there is none. */
  async find(avatarId: AvatarId): Promise<LoraLink | null> {
    const [found] = await this.database.read.query<LoraLink[]>(
      `SELECT url, uploaded_at AS "uploadedAt" FROM generator.lora_upload WHERE avatar_id = $1`,
      [avatarId],
    );
    return found ?? null;
  }

  /** Removes the links of deleted avatars. */
  async forgetDeleted(): Promise<void> {
    await this.database.write(
      `DELETE FROM generator.lora_upload upload USING trainer.avatar avatar
       WHERE avatar.id = upload.avatar_id AND avatar.deleted_at IS NOT NULL`,
    );
  }
}
