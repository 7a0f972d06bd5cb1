import { html, defineTexts } from '../engine/conversation';

/** Whose face an avatar shows: its person says so once, before it is drawn or trained for the first time (decision 118). */
export const faceOwnerTexts = defineTexts({
  ru: {
    ask: (avatar: string) => html`<b>Чьё лицо у аватара «${avatar}»?</b>

Спрашиваю один раз. Рисую только взрослых — вас или человека, который знает об этом и согласен. Ответ сохраню вместе с аватаром.

Чужое лицо без согласия рисовать нельзя: по жалобе (/report) аватар останавливается, пока хозяин лица не подтвердит его двумя селфи.`,
    another:
      'Другой взрослый должен знать об этом и согласиться: по жалобе (/report) аватар останавливается, пока он сам не подтвердит лицо двумя селфи.',
    young: 'Лицо на фото выглядит молодо: отвечая, вы подтверждаете, что человеку есть 18 лет.',
    own: '🙋 Это я, мне есть 18',
    agreed: '🤝 Другой взрослый, он согласен',
    child: '🧒 Это ребёнок',
    train: (start: string) => `${start}: это я, мне есть 18`,
    trainAgreed: '🤝 Обучить: другой взрослый, он согласен',
    noChildren: html`Детей я не рисую, даже с согласия родителей. Ничего не списано. Этого аватара удалите: /avatars. Фото взрослого жду с радостью.`,
    back: '‹ Назад',
  },
  en: {
    ask: (avatar: string) => html`<b>Whose face does “${avatar}” have?</b>

I ask once. I only draw adults: you, or someone who knows about it and agrees. I’ll keep your answer with the avatar.

Nobody’s face may be drawn without their consent: if it’s reported (/report), the avatar stops until the owner of the face proves it with two selfies.`,
    another:
      'Another adult has to know about it and agree: if it’s reported (/report), the avatar stops until they prove with two selfies that the face is theirs.',
    young: 'The face in the photos looks young: by answering you confirm that the person is 18 or older.',
    own: '🙋 It’s me, I’m 18 or older',
    agreed: '🤝 Another adult who agrees',
    child: '🧒 It’s a child',
    train: (start: string) => `${start}: it’s me, I’m 18 or older`,
    trainAgreed: '🤝 Train: another adult who agrees',
    noChildren: html`I don’t draw children, even if the parents agree. You weren’t charged. Please delete this avatar: /avatars. Photos of an adult are welcome.`,
    back: '‹ Back',
  },
});
