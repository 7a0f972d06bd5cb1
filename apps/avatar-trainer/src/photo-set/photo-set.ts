import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import type { CheckPhoto, ChooseMainPhoto, ConfirmPerson, RemovePhoto } from '@aisha/contracts/avatar-trainer';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import type { Avatar, AvatarPhoto } from '@aisha/database/trainer';
import { isAccepted, MAX_PHOTOS, OPEN_FOR_PHOTOS, type PhotoFinding } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { avatarPhotoKey, toReference } from '@aisha/storage';
import { Counter } from 'prom-client';
import { AvatarStore } from '../avatars/avatar.store';
import { Coach } from '../coach/coach';
import type { CheckedPhoto } from '../photo-check/photo-check';
import { PhotoStore } from '../avatars/photo.store';
import type { Analysis } from '../photo-check/analysis';
import { findingsOf, judgedFor } from '../photo-check/rules';
import { distancesFromSet, isAnotherPerson } from '../photo-comparison/same-person';
import { likenessOfShots, printsOf } from '../photo-comparison/same-shot';
import { SetFaces } from '../whose-face/set-faces';

const photosChecked = new Counter({
  name: 'aisha_photos_checked_total',
  help: 'Photos checked, by verdict',
  labelNames: ['verdict'],
});
for (const verdict of ['accepted', 'refused']) photosChecked.inc({ verdict }, 0); // so that the series exists before its first event

/** The set's verdict on a checked photo. */
interface SetVerdict {
  /** The findings that decide: first those that the set causes, then those of the photo alone. */
  readonly findings: readonly PhotoFinding[];
  /**
   * The distance of the photo's face from the middle of the set's other faces. Absent for a photo that is refused or has no embedding, and
   * in a set too small to have a middle.
   */
  readonly distance?: number;
}

/** The photos of an avatar. This class accepts or refuses a checked photo, and answers the person either way. */
@Injectable()
export class PhotoSet {
  constructor(
    private readonly avatars: AvatarStore,
    private readonly photos: PhotoStore,
    private readonly outbox: Outbox,
    private readonly coach: Coach,
    private readonly faces: SetFaces,
  ) {}

  /**
   * Refuses a photo that was never checked. Passes on the gateway's reason if there is one, because the gateway learns from the reason
   * whether the photo still counts in its budget.
   */
  async refuse(tx: Transaction, data: CheckPhoto): Promise<void> {
    const avatar = await this.avatars.lock(tx, data);
    await this.answer(
      tx,
      data,
      [data.refusal ?? 'could-not-be-fetched'],
      avatar ? await this.photos.countAccepted(tx, avatar.id) : 0,
    );
    if (avatar) await this.coach.setChanged(tx, avatar);
  }

  async enter(tx: Transaction, data: CheckPhoto, checked: CheckedPhoto): Promise<SetVerdict> {
    const avatar = await this.avatars.lock(tx, data);
    if (!avatar) return this.answer(tx, data, ['set-is-closed'], 0);
    const verdict = await this.judge(tx, avatar, data, checked);
    await this.faces.setChanged(tx, avatar);
    await this.coach.setChanged(tx, avatar);
    return verdict;
  }

  /** Removes a photo from a set that is still open, because its person wants it. */
  async remove(tx: Transaction, data: RemovePhoto): Promise<void> {
    const avatar = await this.avatars.lock(tx, data);
    if (!avatar || !OPEN_FOR_PHOTOS.includes(avatar.status)) return;
    const photo = await this.photos.find(tx, avatar.id, data.photoId);
    if (!photo) return;
    await this.photos.remove(tx, photo);
    const set = await this.photos.ofSet(tx, avatar.id);
    await this.avatars.moveByPhotos(tx, avatar, set.length);
    await this.compareFaces(tx, data, set);
    await this.faces.setChanged(tx, avatar);
    await this.coach.setChanged(tx, avatar);
  }

  async chooseMain(tx: Transaction, data: ChooseMainPhoto): Promise<void> {
    const avatar = await this.avatars.lock(tx, data);
    const photo = avatar && (await this.photos.find(tx, avatar.id, data.photoId));
    if (!avatar || !photo?.accepted) return;
    await this.photos.makeMain(tx, photo);
    await this.faces.setChanged(tx, avatar);
  }

  /**
   * Judges photos again by their measurements once the person has described an avatar that began with them. Returns the files of the photos
   * that are now refused. If the avatar is a style, the photos' embeddings are removed.
   */
  async judgeAgain(tx: Transaction, avatar: Avatar): Promise<readonly string[]> {
    const isStyle = avatar.trainingType === 'style';
    const set = await this.photos.ofSet(tx, avatar.id);
    const changed = set.flatMap((photo) => {
      const analysis = photo.metadata as Partial<Analysis>;
      if (!analysis.light) return [];
      const ofSet = photo.findings.filter((one) => one === 'almost-the-same' || (one === 'another-person' && !isStyle));
      const findings = [...findingsOf(analysis as Analysis, judgedFor(avatar)), ...ofSet];
      return findings.join() === photo.findings.join() ? [] : [{ ...photo, findings }];
    });
    for (const photo of changed) {
      await (isAccepted(photo.findings) ? this.photos.say(tx, photo) : this.photos.refuse(tx, photo));
    }
    if (isStyle) await this.photos.forgetFaces(tx, avatar.id);
    const refused = changed.filter(({ findings }) => !isAccepted(findings));
    const left = set.length - refused.length;
    if (refused.length > 0) await this.avatars.moveByPhotos(tx, avatar, left);
    const about = { userId: avatar.userId, avatarId: avatar.id };
    for (const { id: photoId, findings } of changed) await this.answer(tx, { ...about, photoId }, findings, left, true);
    // A doubt about a face may come from photos that have just been refused, and would stop the avatar.
    if (refused.length > 0) await this.compareFaces(tx, about, await this.photos.ofSet(tx, avatar.id));
    await this.faces.setChanged(tx, avatar);
    await this.coach.setChanged(tx, avatar);
    return refused.flatMap(({ filePath }) => filePath ?? []);
  }

  /** Records that the person says a photo shows them, whatever the models find. */
  async confirmPerson(tx: Transaction, data: ConfirmPerson): Promise<void> {
    const avatar = await this.avatars.lock(tx, data);
    const photo = avatar && (await this.photos.find(tx, avatar.id, data.photoId));
    if (!avatar || !photo?.accepted || photo.personConfirmed) return;
    photo.findings = photo.findings.filter((finding) => finding !== 'another-person');
    await this.photos.confirmPerson(tx, photo);
    await this.faces.setChanged(tx, avatar);
    await this.answer(tx, data, photo.findings, await this.photos.countAccepted(tx, avatar.id), true);
    await this.coach.setChanged(tx, avatar);
  }

  private async judge(tx: Transaction, avatar: Avatar, data: CheckPhoto, checked: CheckedPhoto): Promise<SetVerdict> {
    const { avatarId, photoId } = data;
    const known = await this.photos.find(tx, avatarId, photoId);
    const before = await this.photos.ofSet(tx, avatarId);
    if (known) return this.answer(tx, data, known.findings, before.length);

    const found = await this.findingOfSet(tx, avatar, before, checked);
    const isRefused = found !== null && !isAccepted([found]);
    // While the photo was analysed the person may have described the avatar, so the rules judge the measurements again.
    const ofPhoto = checked.analysis ? findingsOf(checked.analysis, judgedFor(avatar)) : checked.findings;
    const findings = isRefused ? [found] : [...ofPhoto, ...(found ? [found] : [])];
    const accepted = checked.jpeg !== null && isAccepted(findings);
    const keepsFace = accepted && avatar.trainingType !== 'style';
    await this.photos.add(tx, rowOf(data, checked, { accepted, findings, keepsFace }));
    photosChecked.inc({ verdict: accepted ? 'accepted' : 'refused' });
    if (!accepted) return this.answer(tx, data, findings, before.length);

    const set = await this.photos.ofSet(tx, avatarId);
    await this.avatars.moveByPhotos(tx, avatar, set.length);
    const distances = await this.compareFaces(tx, data, set);
    const said = set.find(({ id }) => id === photoId)?.findings ?? findings;
    return { ...(await this.answer(tx, data, said, set.length)), ...distances.get(photoId) };
  }

  /** Finds the reason why the set refuses a photo, or the advice on the photo that follows from the other photos. */
  private async findingOfSet(
    tx: Transaction,
    avatar: Avatar,
    set: readonly AvatarPhoto[],
    { sha256, analysis }: CheckedPhoto,
  ): Promise<PhotoFinding | null> {
    if (!OPEN_FOR_PHOTOS.includes(avatar.status)) return 'set-is-closed';
    if (sha256 && (await this.photos.hasSame(tx, avatar.id, sha256))) return 'already-sent';
    if (set.length >= MAX_PHOTOS) return 'set-is-full';
    if (!analysis) return null;
    const shots = set.flatMap(printsOf).map((prints) => likenessOfShots(analysis.file, prints));
    return shots.includes('copy') ? 'already-sent' : shots.includes('almost') ? 'almost-the-same' : null;
  }

  /**
   * Finds the faces that are likely another person's. Each photo that is added or removed moves the middle of the set, so every photo is
   * compared again, and gets a new verdict when its finding changes; all distances then go to the log, so that the threshold can be fitted
   * again. In a set too small to tell strangers apart no photo has this finding.
   */
  private async compareFaces(
    tx: Transaction,
    data: Pick<CheckPhoto, 'userId' | 'avatarId'> & Partial<Pick<CheckPhoto, 'photoId'>>,
    set: readonly AvatarPhoto[],
  ): Promise<ReadonlyMap<string, { readonly distance: number }>> {
    const withFace = set.filter(({ embedding }) => embedding !== null);
    const distances = distancesFromSet(withFace.map(({ embedding }) => embedding!));
    let isSaidAnew = false;
    for (const [i, photo] of withFace.entries()) {
      const distance = distances[i];
      const isStranger = distance !== undefined && isAnotherPerson(distance) && !photo.personConfirmed;
      if (isStranger === photo.findings.includes('another-person')) continue;
      isSaidAnew = true;
      photo.findings = isStranger
        ? [...photo.findings, 'another-person']
        : photo.findings.filter((finding) => finding !== 'another-person');
      await this.photos.say(tx, photo);
      if (photo.id === data.photoId) continue;
      await this.answer(tx, { ...data, photoId: photo.id }, photo.findings, set.length, true);
    }
    const found = distances.map((distance, i) => ({ photoId: withFace[i]!.id, distance }));
    if (isSaidAnew) this.faces.compared(data.avatarId, found);
    return new Map(found.map(({ photoId, distance }) => [photoId, { distance }]));
  }

  private async answer(
    tx: Transaction,
    { userId, avatarId, photoId }: Pick<CheckPhoto, 'userId' | 'avatarId' | 'photoId'>,
    findings: readonly PhotoFinding[],
    acceptedCount: number,
    isRevised = false,
  ): Promise<SetVerdict> {
    const accepted = isAccepted(findings);
    const verdict = { userId, avatarId, photoId, accepted, findings: [...findings], acceptedCount };
    const payload = isRevised ? { ...verdict, isRevised } : verdict;
    await this.outbox.add(tx, message(botGatewayInbox, 'show-photo-verdict', payload));
    return { findings };
  }
}

const rowOf = (
  { userId, avatarId, photoId: id }: CheckPhoto,
  { sha256, measurements, analysis, jpeg }: CheckedPhoto,
  { accepted, findings, keepsFace }: { accepted: boolean; findings: PhotoFinding[]; keepsFace: boolean },
) => ({
  id,
  avatarId,
  accepted,
  findings,
  filePath: accepted ? toReference(avatarPhotoKey(userId, avatarId, id)) : null,
  bytes: accepted && jpeg ? jpeg.length : null,
  sha256: sha256 || null,
  metadata: measurements,
  // The embedding of a refused photo is not kept, nor that of a photo whose avatar has become a style since the check began.
  embedding: keepsFace && analysis?.likeness ? [...analysis.likeness.embedding] : null,
});
