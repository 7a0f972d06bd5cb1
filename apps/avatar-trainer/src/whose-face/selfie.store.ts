import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import { FaceProof, Selfie } from '@aisha/database/trainer';
import type { AvatarId, ChallengeId } from '@aisha/domain';
import { LessThan } from 'typeorm';
import type { Embedding } from '../photo-check/analysis';

/** The only writer of trainer.selfie and trainer.face_proof. The caller has locked the avatar. */
@Injectable()
export class SelfieStore {
  /** Adds a selfie. A challenge asks for two, and takes only the first selfie for each of its two places. */
  async add(tx: Transaction, selfie: Omit<Selfie, 'createdAt'>): Promise<void> {
    const values = { ...selfie, measured: selfie.measured as object };
    await tx.createQueryBuilder().insert().into(Selfie).values(values).orIgnore().execute();
  }

  /** Reads the selfies of a challenge, the first one first. */
  ofChallenge(tx: Transaction, challengeId: ChallengeId): Promise<Selfie[]> {
    return tx.find(Selfie, { where: { challengeId }, order: { at: 'ASC' } });
  }

  async forget(tx: Transaction, challengeId: ChallengeId): Promise<void> {
    await tx.delete(Selfie, { challengeId });
  }

  async forgetOlder(tx: Transaction, before: Date): Promise<void> {
    await tx.delete(Selfie, { createdAt: LessThan(before) });
  }

  async prove(tx: Transaction, avatarId: AvatarId, embedding: Embedding): Promise<void> {
    await tx.upsert(FaceProof, { avatarId, embedding: [...embedding], provedAt: new Date() }, ['avatarId']);
  }

  proofOf(tx: Transaction, avatarId: AvatarId): Promise<FaceProof | null> {
    return tx.findOneBy(FaceProof, { avatarId });
  }
}
