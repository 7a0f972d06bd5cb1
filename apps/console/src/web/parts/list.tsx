import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useMediaQuery, type Theme } from '@mui/material';
import { useListContext, useTranslate, type RaRecord } from 'ra-core';
import { Datagrid, FunctionField, List, SelectInput, SimpleList } from 'ra-ui-materialui';
import type { ReactElement, ReactNode } from 'react';
import { Link as RouterLink } from 'react-router-dom';

interface ListColumn<Row> {
  /** The name of the message with the column’s title. */
  readonly title: string;
  readonly of: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
}

interface DeskListProps<Row extends RaRecord> {
  readonly columns: readonly ListColumn<Row>[];
  readonly filters?: ReactElement[];
  /** The filters with which the list opens. */
  readonly begins?: object;
  /** The first line of a row on a narrow screen. */
  readonly first: (row: Row) => string;
  readonly second: (row: Row) => string;
  readonly third?: (row: Row) => string;
  readonly hasPage?: boolean;
  /** The buttons of a row. On a narrow screen only the first line of such a row is a link. */
  readonly acts?: (row: Row) => ReactNode;
}

/** The buttons to the next page and back. There is no number of pages, because a list of millions of rows is not counted. */
const Pages = () => {
  const translate = useTranslate();
  const { page, setPage, hasNextPage, hasPreviousPage, isPending } = useListContext();
  if (isPending || (!hasNextPage && !hasPreviousPage)) return null;
  return (
    <Box component="nav" aria-label={translate('pages')} sx={{ display: 'flex', gap: 1, alignItems: 'center', py: 1 }}>
      <Button disabled={!hasPreviousPage} onClick={() => setPage(page - 1)}>
        {translate('ra-navigation-previous')}
      </Button>
      <Typography component="span">{page}</Typography>
      <Button disabled={!hasNextPage} onClick={() => setPage(page + 1)}>
        {translate('ra-navigation-next')}
      </Button>
    </Box>
  );
};

/** A list with pages. On a narrow screen a row has two lines, with its buttons below them. */
export const DeskList = <Row extends RaRecord>({
  columns,
  filters,
  begins,
  first,
  second,
  third,
  hasPage = true,
  acts,
}: DeskListProps<Row>) => {
  const translate = useTranslate();
  const isNarrow = useMediaQuery<Theme>((theme) => theme.breakpoints.down('md'));
  return (
    <List
      {...(filters && { filters })}
      {...(begins && { filterDefaultValues: begins })}
      exporter={false}
      perPage={25}
      pagination={<Pages />}
      sort={{ field: 'id', order: 'DESC' }}
    >
      {isNarrow ? (
        <SimpleList<Row>
          primaryText={acts ? (row) => <To to={`${String(row.id)}/show`}>{first(row)}</To> : first}
          secondaryText={
            acts
              ? (row) => (
                  <>
                    {second(row)}
                    <Box component="span" sx={{ display: 'block' }}>
                      {acts(row)}
                    </Box>
                  </>
                )
              : second
          }
          {...(third && { tertiaryText: third })}
          rowClick={hasPage && !acts ? 'show' : false}
        />
      ) : (
        <Datagrid bulkActionButtons={false} rowClick={hasPage ? 'show' : false}>
          {columns.map(({ title, of, isNumber }) => (
            <FunctionField<Row>
              key={title}
              label={translate(title)}
              sortable={false}
              render={of}
              {...(isNumber && { textAlign: 'right' as const })}
            />
          ))}
          {acts && <FunctionField<Row> label={translate('acts')} sortable={false} render={acts} />}
        </Datagrid>
      )}
    </List>
  );
};

/** The filter of a list that chooses which rows it shows. */
export const useWhich = (list: string, choices: readonly string[]) => {
  const translate = useTranslate();
  return (
    <SelectInput
      key="of"
      source="of"
      label={translate('which')}
      alwaysOn
      choices={choices.map((id) => ({ id, name: translate(`${list}-${id}`) }))}
    />
  );
};

/** A link to another screen. */
export const To = ({ to, children }: { to: string; children: ReactNode }) => (
  <Link component={RouterLink} to={to} onClick={(event) => event.stopPropagation()}>
    {children}
  </Link>
);

/** A link to an order, which shows the end of its id. */
export const ToOrder = ({ id }: { id: string }) => <To to={`/orders/${id}/show`}>{id.slice(-8)}</To>;

/** A link to a person, which shows their id or its end. */
export const ToPerson = ({ id, isWhole = false }: { id: string; isWhole?: boolean }) => (
  <To to={`/people/${id}/show`}>{isWhole ? id : id.slice(-8)}</To>
);
