import type { DraftBroadcast, OperateBroadcast } from '@aisha/contracts/bot-gateway';
import { OperatorActs, type ActOutcome, type Transaction } from '@aisha/database';
import type { BroadcastWords } from '@aisha/database/bot';
import { BROADCAST_MOVES, isButtonWhole, LANGUAGES, type Language } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { newsTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { html, type Button } from '../../engine/conversation';
import { BroadcastStore, FALLBACK_LANGUAGE } from '../../engine/deliveries/broadcast.store';
import { messageWith, type Content } from '../../engine/deliveries/content';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { PersonStore } from '../../engine/people/person.store';
import { turnNewsOff } from '../../callbacks/news.callbacks';

/** The message of a stored draft, which may be older than the bot's words in some languages. */
type ContentByLanguage = Readonly<Partial<Record<Language, Content>> & Record<typeof FALLBACK_LANGUAGE, Content>>;

/** Drafts a broadcast, which is sent to nobody yet. */
@Injectable()
export class DraftBroadcastHandler implements JobHandler<DraftBroadcast> {
  constructor(
    private readonly acts: OperatorActs,
    private readonly broadcasts: BroadcastStore,
  ) {}

  readonly handle = async (asked: DraftBroadcast, context: JobContext): Promise<void> => {
    const { broadcastId: id, segment, url } = asked;
    const texts = Object.fromEntries(
      asked.texts.map(({ language, text, button }) => [language, { text, ...(button !== undefined && { button }) }]),
    ) as Partial<Record<Language, BroadcastWords>>;
    const content = contentOf(texts, url);
    await context.once((tx) =>
      this.acts.record(tx, asked, { act: 'draft-broadcast', subject: id }, async () => {
        if (!isButtonWhole(asked.texts, url)) return { outcome: 'button-incomplete' };
        const isDrafted = await this.broadcasts.draft(tx, { id, content, texts, segment: { ...segment } });
        return { outcome: isDrafted ? 'done' : 'no-draft', details: { languages: Object.keys(texts).join(' ') } };
      }),
    );
  };
}

/** Shows a broadcast to its operator, or starts, pauses, resumes or stops it. */
@Injectable()
export class OperateBroadcastHandler implements JobHandler<OperateBroadcast> {
  constructor(
    private readonly acts: OperatorActs,
    private readonly broadcasts: BroadcastStore,
    private readonly people: PersonStore,
    private readonly deliveries: Deliveries,
  ) {}

  readonly handle = async (asked: OperateBroadcast, context: JobContext): Promise<void> => {
    const { broadcastId, action } = asked;
    const act = { act: `${action}-broadcast`, subject: broadcastId } as const;
    await context.once((tx) => this.acts.record(tx, asked, act, () => this.operate(tx, asked)));
  };

  private async operate(tx: Transaction, asked: OperateBroadcast): Promise<ActOutcome> {
    const { broadcastId, action, at } = asked;
    const broadcast = await this.broadcasts.lock(tx, broadcastId);
    if (!broadcast) return { outcome: 'broadcast-unknown' };
    if (action === 'preview') return this.preview(tx, asked, broadcast.content as ContentByLanguage);
    const { state } = broadcast;
    if (!BROADCAST_MOVES[action].includes(state)) return { outcome: `is-${state}` };
    if (action !== 'start') await this.broadcasts.halt(tx, broadcastId, action === 'pause' ? 'paused' : 'stopped');
    else if (!(await this.broadcasts.start(tx, broadcastId, at ?? null))) return { outcome: 'is-past' };
    return { outcome: 'done', details: { from: state, at: at ?? null } };
  }

  private async preview(
    tx: Transaction,
    { userId }: OperateBroadcast,
    content: ContentByLanguage,
  ): Promise<ActOutcome> {
    const person = userId && (await this.people.speaker(tx, userId));
    if (!person) return { outcome: 'person-unknown' };
    await this.deliveries.add(tx, person.userId, content[person.language] ?? content[FALLBACK_LANGUAGE]);
    return { outcome: 'done' };
  }
}

/**
 * The message in each language. Where the operator wrote nothing in a language, the English text is used; without an English text, that of
 * the first language that has one.
 */
function contentOf(
  texts: Partial<Record<Language, BroadcastWords>>,
  url: string | undefined,
): Record<Language, Content> {
  const fallback = texts[FALLBACK_LANGUAGE] ?? Object.values(texts)[0]!;
  return Object.fromEntries(
    LANGUAGES.map((language) => {
      const { text, button } = texts[language] ?? fallback;
      const link: Button[][] = button !== undefined && url !== undefined ? [[{ text: button, url }]] : [];
      return [language, messageWith(html`${text}`, [...link, [turnNewsOff.button(newsTexts[language].noMore, {})]])];
    }),
  ) as Record<Language, Content>;
}
