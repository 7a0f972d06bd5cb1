import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import { named } from '../words/words';

interface Named {
  readonly name: string;
  /** Whether the field may be empty; an empty field is not sent. */
  readonly isOptional?: boolean;
  /** Replaces `name` in the name of the label's message. */
  readonly label?: string;
}

/** A field of a form. Its label is the message `field-<label or name>`. */
export type FormField = Named &
  (
    | {
        readonly kind: 'number';
        readonly min: number;
        readonly max: number;
        readonly step?: number;
        readonly initial?: number;
      }
    | { readonly kind: 'words'; readonly max: number; readonly rows?: number; readonly initial?: string }
    /** A date and time by the operator’s clock. */
    | { readonly kind: 'moment' }
    | {
        readonly kind: 'choice';
        readonly choices: readonly { readonly id: string; readonly name: string }[];
        readonly isSeveral?: boolean;
        readonly initial?: string;
      }
    | { readonly kind: 'flag'; readonly isSet?: boolean }
  );

/** When a change begins; at once when the field is empty. */
export const FROM = { name: 'from', kind: 'moment', isOptional: true } as const;

/** The values of a form. */
export type FormValues = Readonly<Record<string, unknown>>;

/** Reads the values of these fields of a form for the API; an empty field is left out. */
export const valuesIn = (form: HTMLFormElement, fields: readonly FormField[]): FormValues => {
  const data = new FormData(form);
  return Object.fromEntries(
    fields.flatMap((field): [string, unknown][] => {
      const said = data
        .getAll(field.name)
        .map((value) => String(value).trim())
        .filter((value) => value !== '');
      const [first] = said;
      if (first === undefined) return [];
      if (field.kind === 'number') return [[field.name, Number(first)]];
      if (field.kind === 'moment') return [[field.name, new Date(first).toISOString()]];
      if (field.kind === 'flag') return [[field.name, true]];
      return [[field.name, field.kind === 'choice' && field.isSeveral === true ? said : first]];
    }),
  );
};

/** Values as the query of an address. */
export const asQuery = (values: FormValues): string => {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    for (const one of Array.isArray(value) ? value : [value]) words.append(name, String(one));
  return words.toString();
};

/** The input of a field. */
export const Field = ({ field, isFirst }: { field: FormField; isFirst: boolean }) => {
  const { name, isOptional = false } = field;
  const label = named('field', field.label ?? name);
  const input = { name, label, required: !isOptional, fullWidth: true, margin: 'dense' as const, autoFocus: isFirst };
  switch (field.kind) {
    case 'number':
      return (
        <TextField
          {...input}
          type="number"
          defaultValue={field.initial ?? ''}
          slotProps={{ htmlInput: { min: field.min, max: field.max, step: field.step ?? 1 } }}
        />
      );
    case 'words':
      return (
        <TextField
          {...input}
          defaultValue={field.initial ?? ''}
          {...(field.rows !== undefined && { multiline: true, minRows: field.rows })}
          slotProps={{ htmlInput: { maxLength: field.max } }}
        />
      );
    case 'moment':
      return <TextField {...input} type="datetime-local" slotProps={{ inputLabel: { shrink: true } }} />;
    case 'choice':
      return (
        <TextField
          {...input}
          select
          defaultValue={field.isSeveral === true ? [] : (field.initial ?? '')}
          slotProps={{
            select: { native: true, multiple: field.isSeveral ?? false },
            inputLabel: { shrink: true },
            htmlInput: { ...(field.isSeveral && { size: Math.min(field.choices.length, 5) }) },
          }}
        >
          {field.isSeveral !== true && isOptional && <option value="" aria-label={named('field', 'any')} />}
          {field.choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.name}
            </option>
          ))}
        </TextField>
      );
    case 'flag':
      return (
        <FormControlLabel
          control={<Checkbox name={name} value="yes" defaultChecked={field.isSet ?? false} />}
          label={label}
        />
      );
  }
};
