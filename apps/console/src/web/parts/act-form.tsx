import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import { usePermissions, useTranslate } from 'ra-core';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { asked } from '../api/api';
import { named } from '../words/words';
import { useActRequest } from './act-request';
import { asQuery, Field, valuesIn, type FormField, type FormValues } from './fields';

/** The preview of what an act will do, which an operator sees before they confirm the act. */
export interface FormPreview {
  /** The path of the preview, without `/api/`. The values of the form are its query. */
  readonly path: string;
  readonly fixed?: FormValues;
  /** The fields that the query contains. Absent: all fields. */
  readonly of?: readonly string[];
  /** Shows the preview’s answer, and says whether the act would be refused. */
  readonly show: (answer: never) => { readonly shown: ReactNode; readonly isRefused: boolean };
}

interface ActFormProps {
  /** The act by its name in ACTS. An operator who may not do it sees no button. */
  readonly act: string;
  /** The name of the form when an act has several forms. The form’s texts are found by this name. */
  readonly form?: string;
  /** What the button of a row is about, for operators who use a screen reader. */
  readonly about?: string;
  /** The path to which the act is sent, without `/api/`. A function is called each time that the form opens. */
  readonly path: string | (() => string);
  readonly fields?: readonly FormField[];
  /** Values that are sent besides the fields. */
  readonly fixed?: FormValues;
  /** Values that name what the operator saw. They are sent as they were when the form opened: the page behind it asks again by itself. */
  readonly seenValues?: FormValues;
  /** Translates the form’s values for the API. Absent: the values are sent unchanged. */
  readonly bodyOf?: (values: FormValues) => FormValues;
  readonly preview?: FormPreview;
  /** Text and figures that an operator reads before they act, such as what is lost. */
  readonly explains?: ReactNode;
  /** The message beside a box that an operator must tick. */
  readonly agrees?: string;
  /** A value that an operator must type once more. */
  readonly typed?: { readonly field: string; readonly value: string };
  readonly isDangerous?: boolean;
  /** Whether the button is in a row of a table. */
  readonly isSmall?: boolean;
}

/**
 * A button that opens the form of an act with its fields and its reason. The act is sent once, and the form then shows its outcome. An act
 * with a preview can be sent only while the operator sees the preview of the present fields, and not if the act would be refused.
 */
export const ActForm = ({
  act,
  form = act,
  about,
  path,
  fields = [],
  fixed = {},
  seenValues = {},
  bodyOf = (values) => values,
  preview,
  explains,
  agrees,
  typed,
  isDangerous = false,
  isSmall = false,
}: ActFormProps) => {
  const translate = useTranslate();
  const { permissions } = usePermissions<readonly string[]>();
  const request = useActRequest(form, path);
  const [typedNow, setTyped] = useState('');
  const [seen, setSeen] = useState<{ shown: ReactNode; isRefused: boolean }>();
  const [seenThen, setSeenThen] = useState(seenValues);
  const element = useRef<HTMLFormElement>(null);
  if (!permissions?.includes(act)) return null;
  const name = named('act', form);
  const isTyped = typed === undefined || typedNow.trim() === typed.value;
  const open = (): void => {
    setSeen(undefined);
    setTyped('');
    setSeenThen(seenValues);
    request.open();
  };

  const look = async (): Promise<void> => {
    if (!preview || !element.current) return;
    const asking = fields.filter((field) => preview.of?.includes(field.name) ?? true);
    if (![...element.current.elements].every((one) => isReason(one) || (one as HTMLInputElement).reportValidity()))
      return;
    try {
      const query = asQuery({ ...preview.fixed, ...valuesIn(element.current, asking) });
      setSeen(preview.show((await asked(`${preview.path}?${query}`)) as never));
    } catch (error) {
      request.tellOfError(error);
    }
  };

  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const sent = event.currentTarget;
    void request.send(() => ({
      ...fixed,
      ...seenThen,
      ...(typed && { [typed.field]: typedNow.trim() }),
      ...bodyOf(valuesIn(sent, fields)),
      reason: String(new FormData(sent).get('reason')),
    }));
  };

  return (
    <>
      <Button
        variant="outlined"
        size={isSmall ? 'small' : 'medium'}
        color={isDangerous ? 'error' : 'primary'}
        {...(about !== undefined && { 'aria-label': `${name}: ${about}` })}
        onClick={(event) => {
          event.stopPropagation(); // a click on the row would open its page
          open();
        }}
        sx={isSmall ? { mr: 1, my: 0.5 } : { mr: 1, mb: 1 }}
      >
        {name}
      </Button>
      <Dialog
        open={request.isOpen}
        onClose={request.close}
        onClick={(event) => event.stopPropagation()}
        aria-labelledby="act-title"
        fullWidth
        maxWidth="sm"
      >
        <form ref={element} onSubmit={send} onChange={({ target }) => isReason(target) || setSeen(undefined)}>
          <DialogTitle id="act-title">{name}</DialogTitle>
          <DialogContent>
            <DialogContentText sx={{ mb: 2 }}>{named('act-means', form)}</DialogContentText>
            {about !== undefined && (
              <DialogContentText sx={{ mb: 2, overflowWrap: 'anywhere' }}>{about}</DialogContentText>
            )}
            {explains !== undefined && (
              <DialogContentText component="div" sx={{ mb: 2, color: 'text.primary' }}>
                {explains}
              </DialogContentText>
            )}
            <Box component="fieldset" disabled={request.isUnanswered} sx={{ border: 0, m: 0, p: 0, minWidth: 0 }}>
              <ActFields fields={fields} agrees={agrees} typed={typed} typedNow={typedNow} setTyped={setTyped} />
            </Box>
            <Box aria-live="polite" sx={{ mt: seen ? 2 : 0 }}>
              {seen?.shown}
            </Box>
          </DialogContent>
          <DialogActions sx={{ flexWrap: 'wrap' }}>
            <Button onClick={request.close}>{translate('ra-action-cancel')}</Button>
            {preview && (
              <Button
                variant={seen ? 'outlined' : 'contained'}
                disabled={request.isUnanswered}
                onClick={() => void look()}
              >
                {translate('look-first')}
              </Button>
            )}
            <Button
              type="submit"
              variant="contained"
              color={isDangerous ? 'error' : 'primary'}
              disabled={
                request.isUnderWay || !isTyped || (preview !== undefined && (seen === undefined || seen.isRefused))
              }
            >
              {request.isUnderWay ? translate('act-under-way') : name}
            </Button>
          </DialogActions>
        </form>
      </Dialog>
    </>
  );
};

/** What an operator fills in: the box to tick, the value to type once more, the fields of the act, and its reason. */
const ActFields = ({
  fields,
  agrees,
  typed,
  typedNow,
  setTyped,
}: {
  fields: readonly FormField[];
  agrees: ActFormProps['agrees'];
  typed: ActFormProps['typed'];
  typedNow: string;
  setTyped: (typedNow: string) => void;
}) => {
  const translate = useTranslate();
  return (
    <>
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
      {fields.map((field, at) => (
        <Field key={field.name} field={field} isFirst={at === 0} />
      ))}
      <TextField
        name="reason"
        label={translate('reason')}
        required
        fullWidth
        multiline
        margin="dense"
        autoFocus={fields.length === 0 && !typed && agrees === undefined}
        slotProps={{ htmlInput: { minLength: 3, maxLength: 300 } }}
      />
    </>
  );
};

const isReason = (element: EventTarget | Element): boolean => (element as { name?: string }).name === 'reason';

/** Says in a form that the act would be refused. */
export const Refusal = ({ children }: { children: ReactNode }) => <Alert severity="warning">{children}</Alert>;
/** Says in a form that the act would be done. */
export const Fine = ({ children }: { children: ReactNode }) => <Alert severity="success">{children}</Alert>;
