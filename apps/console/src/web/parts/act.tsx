import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useNotify, usePermissions, useRefresh, useTranslate } from 'ra-core';
import { useState, type FormEvent } from 'react';
import { asked } from '../api/api';
import { outcomeOf } from '../api/outcome';
import { named } from '../words/words';

interface ActProps {
  /** The act, as ACTS names it; an operator who may not do it sees no button. */
  readonly act: string;
  /** Where the act is sent, without `/api/`. */
  readonly path: string;
  /** A number that the act needs besides its reason. */
  readonly number?: { readonly field: string; readonly min: number; readonly max: number };
  /** Words that the act needs besides its reason, for the person to read. */
  readonly text?: { readonly field: string; readonly max: number };
  readonly isDangerous?: boolean;
}

/** A button that does an act: it asks for the reason, sends it once, and tells what came of it. */
export const ActButton = ({ act, path, number, text, isDangerous = false }: ActProps) => {
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const { permissions } = usePermissions<readonly string[]>();
  // The key is made when the form opens: pressed twice, or asked again after a broken connection, it is one act.
  const [actId, setActId] = useState<string>();
  const [isUnderWay, setUnderWay] = useState(false);
  if (!permissions?.includes(act)) return null;
  const name = named('act', act);
  const close = (): void => setActId(undefined);

  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setUnderWay(true);
    try {
      await asked(path, {
        actId,
        reason: String(form.get('reason')),
        ...(number && { [number.field]: Number(form.get(number.field)) }),
        ...(text && { [text.field]: String(form.get(text.field)) }),
      });
      const { outcome } = await outcomeOf(actId!);
      close();
      notify(named('outcome', outcome), { type: outcome === 'done' ? 'success' : 'warning' });
      refresh();
    } catch (error) {
      notify(named('error', (error as Error).message), { type: 'error' });
    } finally {
      setUnderWay(false);
    }
  };

  return (
    <>
      <Button
        variant="outlined"
        color={isDangerous ? 'error' : 'primary'}
        onClick={() => setActId(crypto.randomUUID())}
        sx={{ mr: 1, mb: 1 }}
      >
        {name}
      </Button>
      <Dialog open={actId !== undefined} onClose={close} aria-labelledby="act-title" fullWidth maxWidth="xs">
        <form onSubmit={(event) => void send(event)}>
          <DialogTitle id="act-title">{name}</DialogTitle>
          <DialogContent>
            <DialogContentText sx={{ mb: 2 }}>{named('act-means', act)}</DialogContentText>
            {number && (
              <TextField
                name={number.field}
                label={named('field', number.field)}
                type="number"
                required
                fullWidth
                autoFocus
                margin="dense"
                slotProps={{ htmlInput: { min: number.min, max: number.max, step: 0.01 } }}
              />
            )}
            {text && (
              <TextField
                name={text.field}
                label={named('field', text.field)}
                required
                fullWidth
                multiline
                minRows={4}
                autoFocus
                margin="dense"
                slotProps={{ htmlInput: { maxLength: text.max } }}
              />
            )}
            <TextField
              name="reason"
              label={translate('reason')}
              required
              fullWidth
              multiline
              margin="dense"
              autoFocus={!number && !text}
              slotProps={{ htmlInput: { minLength: 3, maxLength: 300 } }}
            />
          </DialogContent>
          <DialogActions>
            <Button onClick={close}>{translate('ra-action-cancel')}</Button>
            <Button type="submit" variant="contained" color={isDangerous ? 'error' : 'primary'} disabled={isUnderWay}>
              {isUnderWay ? translate('act-under-way') : name}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </>
  );
};
