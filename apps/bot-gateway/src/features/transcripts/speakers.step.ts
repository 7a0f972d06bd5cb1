import { message } from '@aisha/contracts';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { speakerName, type SpeakerNames, speakersIn } from '@aisha/kinds';
import { beginningOf, callback, count, joined, rowsOf, send, toMenu } from '../../engine/conversation';
import { goTo, loading, stay, type TranscribeDraft } from '../recording/transcribe.draft';
import { ChangedTranscripts } from '../../readers';

const pick = callback('txt.who', { at: count() });
const back = callback('txt.who.back', {});
const cancel = callback('txt.who.no', {});

/** The most speakers that the screen lists: more than a meeting has, because the model may take one person for several. */
const MOST = 12;
/** How many characters of a speaker's first words are shown, so that the person recognises the speaker. */
const SAID = 70;

const { step, on, onText } = loading(async (readers, { opened, named }, { person: { userId } }) => {
  const transcript = opened ? await readers.of(ChangedTranscripts).find(userId, opened) : null;
  if (!transcript) return null;
  const { orderId, segments, speakers } = transcript;
  // The draft has the newest names, which the transcriber may not have stored yet.
  const names: SpeakerNames = { ...speakers, ...named };
  return {
    orderId,
    speakers: speakersIn(segments)
      .slice(0, MOST)
      .map((label) => ({
        label,
        name: names[label] ?? null,
        said: beginningOf(segments.find(({ speaker }) => speaker === label)?.text ?? '', SAID),
      })),
  };
});

type Data = { readonly speakers: readonly { readonly label: string }[] } | null;
const pickedIn = <S extends Data>({ picked }: TranscribeDraft, data: S) =>
  data?.speakers.find(({ label }) => label === picked) as NonNullable<S>['speakers'][number] | undefined;

/** Shows who speaks, by each speaker's first words. A tap names a speaker, once for the whole transcript. */
export const speakersStep = step({
  screen: (_, t, data) => ({
    text: data
      ? t.whoSpeaks({
          voices: joined(
            data.speakers.map(({ label, name, said }) => t.voiceSays({ name: name ?? t.voice({ label }), said })),
          ),
        })
      : t.gone,
    buttons: [
      ...rowsOf(
        (data?.speakers ?? []).map(({ label, name }, at) => pick.button(name ?? t.voice({ label }), { at })),
        2,
      ),
      [back.button(t.back, {}), toMenu.button(t.menu, {})],
    ],
  }),
  actions: [
    on(pick, (draft, { at }, { data }) => {
      const label = data?.speakers[at]?.label;
      return label === undefined ? stay(draft) : goTo('speaker', { ...draft, picked: label });
    }),
    on(back, (draft) => goTo('transcript', draft)),
  ],
});

/** Asks for the name of a speaker. */
export const speakerStep = step({
  screen: (draft, t, data) => {
    const picked = pickedIn(draft, data);
    return {
      text: picked ? t.askSpeaker(picked) : t.gone,
      buttons: [[cancel.button(t.back, {}), toMenu.button(t.menu, {})]],
    };
  },
  actions: [
    onText((draft, text, { person: { userId }, data, t }) => {
      const picked = pickedIn(draft, data);
      if (!data || !picked) return goTo('speakers', draft);
      const name = speakerName(text);
      if (!name) return stay(draft, t.badSpeaker);
      const { label } = picked;
      return goTo(
        'speakers',
        { ...draft, named: { ...draft.named, [label]: name } },
        send(message(transcriberInbox, 'name-speaker', { orderId: data.orderId, userId, label, name })),
      );
    }),
    on(cancel, (draft) => goTo('speakers', draft)),
  ],
});
