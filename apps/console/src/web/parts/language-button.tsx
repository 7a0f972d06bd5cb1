import Button from '@mui/material/Button';
import { useLocaleState } from 'ra-core';
import { LOCALES } from '../words/words';

/** The button that changes to the other language. */
export const LanguageButton = () => {
  const [locale, setLocale] = useLocaleState();
  const other = LOCALES.find((one) => one.locale !== locale)!;
  return (
    <Button color="inherit" size="small" lang={other.locale} onClick={() => setLocale(other.locale)}>
      {other.name}
    </Button>
  );
};
