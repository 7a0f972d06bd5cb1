import { AvatarReference } from './avatar-reference';

/** "Use this one when I do not say": one main avatar per person, completed ones only. */
export class ChooseMainAvatar extends AvatarReference {}
