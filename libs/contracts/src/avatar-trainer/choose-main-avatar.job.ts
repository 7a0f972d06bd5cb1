import { AvatarReference } from './avatar-reference';

/** "Use this avatar when I name none." A person has one main avatar, and only a completed one can be it. */
export class ChooseMainAvatar extends AvatarReference {}
