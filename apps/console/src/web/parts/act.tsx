import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import { useNotify, usePermissions, useRefresh, useTranslate } from 'ra-core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { asked } from '../api/api';
import { outcomeOf } from '../api/outcome';
import { named } from '../words/words';

interface ActProps {
  /** The act, as ACTS names it; an operator who may not do it sees no button. */
  readonly act: string;
  /** Which of the ways of one act the button is, such as `resume-queue` of `set-queue`: its words are of this name. */
  readonly as?: string;
  /** What a button in a row is about, for who hears the page instead of seeing the row. */
  readonly about?: string;
  /** Where the act is sent, without `/api/`. */
  readonly path: string;
  /** A number that the act needs besides its reason. */
  readonly number?: { readonly field: string; readonly min: number; readonly max: number };
  /** Words that the act needs besides its reason, for the person to read. */
  readonly text?: { readonly field: string; readonly max: number };
  /** What the button itself says besides. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** What an operator reads before they act: figures, what is lost. */
  readonly explains?: ReactNode;
  /** What an operator ticks before they may act. */
  readonly agrees?: string;
  /** What an operator types once more before they may act. */
  readonly typed?: { readonly field: string; readonly value: string };
  readonly isDangerous?: boolean;
  /** In a row of a table. */
  readonly isSmall?: boolean;
}

/** A button that does an act: it asks for the reason, sends it once, and tells what came of it. */
export const ActButton = (props: ActProps) => {
  const {
    act,
    as = act,
    about,
    path,
    number,
    text,
    fixed,
    explains,
    agrees,
    typed,
    isDangerous = false,
    isSmall,
  } = props;
  const translate = useTranslate();
  const notify = useNotify();
  const refresh = useRefresh();
  const { permissions } = usePermissions<readonly string[]>();
  // The key is made when the form opens: pressed twice, or asked again after a broken connection, it is one act.
  const [actId, setActId] = useState<string>();
  const [isUnderWay, setUnderWay] = useState(false);
  const [typedNow, setTyped] = useState('');
  if (!permissions?.includes(act)) return null;
  const name = named('act', as);
  const isTyped = typed === undefined || typedNow.trim() === typed.value;
  const close = (): void => setActId(undefined);

  const send = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setUnderWay(true);
    try {
      await asked(path, {
        ...fixed,
        actId,
        reason: String(form.get('reason')),
        ...(typed && { [typed.field]: typedNow.trim() }),
        ...(number && { [number.field]: Number(form.get(number.field)) }),
        ...(text && { [text.field]: String(form.get(text.field)) }),
      });
      const { outcome } = await outcomeOf(actId!);
      close();
      const said = translate(`outcome-${as}-${outcome}`, { _: named('outcome', outcome) });
      notify(said, { type: outcome === 'done' ? 'success' : 'warning' });
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
        {...(about !== undefined && { 'aria-label': `${name}: ${about}` })}
        {...(isSmall && { size: 'small' as const })}
        onClick={(event) => {
          event.stopPropagation(); // a row of a list opens its page
          setTyped('');
          setActId(crypto.randomUUID());
        }}
        sx={isSmall ? { mr: 1, my: 0.5 } : { mr: 1, mb: 1 }}
      >
        {name}
      </Button>
      <Dialog
        open={actId !== undefined}
        onClose={close}
        onClick={(event) => event.stopPropagation()}
        aria-labelledby="act-title"
        fullWidth
        maxWidth="xs"
      >
        <form onSubmit={(event) => void send(event)}>
          <DialogTitle id="act-title">{name}</DialogTitle>
          <DialogContent>
            <DialogContentText sx={{ mb: 2 }}>{named('act-means', as)}</DialogContentText>
            {about !== undefined && (
              <DialogContentText sx={{ mb: 2, overflowWrap: 'anywhere' }}>{about}</DialogContentText>
            )}
            {explains !== undefined && (
              <DialogContentText component="div" sx={{ mb: 2, color: 'text.primary' }}>
                {explains}
              </DialogContentText>
            )}
            {agrees !== undefined && (
              <FormControlLabel sx={{ mb: 1 }} control={<Checkbox required autoFocus />} label={agrees} />
            )}
            {typed && (
              <TextField
                label={named('typed', typed.field)}
                value={typedNow}
                onChange={({ target }) => setTyped(target.value)}
                helperText={typed.value}
                autoComplete="off"
                required
                fullWidth
                autoFocus
                margin="dense"
                slotProps={{ htmlInput: { inputMode: 'numeric' } }}
              />
            )}
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
              autoFocus={!number && !text && !typed && agrees === undefined}
              slotProps={{ htmlInput: { minLength: 3, maxLength: 300 } }}
            />
          </DialogContent>
          <DialogActions>
            <Button onClick={close}>{translate('ra-action-cancel')}</Button>
            <Button
              type="submit"
              variant="contained"
              color={isDangerous ? 'error' : 'primary'}
              disabled={isUnderWay || !isTyped}
            >
              {isUnderWay ? translate('act-under-way') : name}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </>
  );
};
