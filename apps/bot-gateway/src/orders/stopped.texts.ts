/** What becomes of the credits of work that is stopped by a deletion or a withdrawal: one rule for every screen that does it (decision 105). */
export const stoppedTexts = {
  ru: 'Чего нейросеть ещё не начала, за то кредиты вернутся; за начатое они спишутся, если бесплатных попыток дня на него не хватит (на обучение их обычно не хватает).',
  en: 'What the AI model hasn’t begun is refunded; what it has begun is charged unless the day’s free tries cover it (they usually don’t cover a training).',
};
