/** What every conversation says that takes a sent photo. Its own texts hold these, and an `ask` of its own. */
export { sentPhotoTexts } from '@aisha/words';
