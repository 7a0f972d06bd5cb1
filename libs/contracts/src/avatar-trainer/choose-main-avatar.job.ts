import { AvatarReference } from './avatar-reference';

/** "Use this avatar when I name none." A person has one main avatar, which must be a completed one. */
export class ChooseMainAvatar extends AvatarReference {}
