import { useQueryClient } from '@tanstack/react-query';
import { useNotify, useTranslate, type HttpError } from 'ra-core';
import { useState } from 'react';
import { asked, isUnanswered } from '../api/api';
import { outcomeOf } from '../api/outcome';
import { named, refusal } from '../words/words';
import type { FormValues } from './fields';

/** The request of an act, from the opening of its form to the notice about its outcome. */
export const useActRequest = (form: string, path: string | (() => string)) => {
  const translate = useTranslate();
  const notify = useNotify();
  const queries = useQueryClient();
  // The key is made when the form opens, so that two presses, or a request that is repeated after a lost connection, are one act.
  const [opened, setOpened] = useState<{ actId: string; to: string }>();
  /**
   * The values of a request that got no answer. They are sent again unchanged: the desk may have done the act, and would take other values
   * under its key for the same act.
   */
  const [unanswered, setUnanswered] = useState<FormValues>();
  const [isUnderWay, setUnderWay] = useState(false);

  const open = (): void => {
    setUnanswered(undefined);
    setOpened({ actId: crypto.randomUUID(), to: typeof path === 'string' ? path : path() });
  };
  const close = (): void => setOpened(undefined);
  const tellOfError = (error: unknown): void => {
    const { message, body } = error as HttpError;
    const { fields = [] } = (body ?? {}) as { fields?: readonly string[] };
    notify(refusal(message, fields), { type: 'error' });
  };

  const send = async (valuesNow: () => FormValues): Promise<void> => {
    if (!opened) return;
    const body = unanswered ?? { ...valuesNow(), actId: opened.actId };
    setUnderWay(true);
    try {
      await asked(opened.to, body);
      const { outcome, why } = await outcomeOf(opened.actId);
      close();
      const said =
        outcome === 'refused' && why !== undefined
          ? translate('refused-because', { why })
          : translate(`outcome-${form}-${outcome}`, { _: named('outcome', outcome) });
      notify(said, { type: outcome === 'done' ? 'success' : 'warning', autoHideDuration: 10_000 });
      await queries.invalidateQueries();
    } catch (error) {
      if (isUnanswered(error)) {
        setUnanswered(body);
        notify('act-unanswered', { type: 'warning', autoHideDuration: 10_000 });
      } else tellOfError(error);
    } finally {
      setUnderWay(false);
    }
  };

  return {
    isOpen: opened !== undefined,
    isUnanswered: unanswered !== undefined,
    isUnderWay,
    open,
    close,
    send,
    tellOfError,
  };
};
