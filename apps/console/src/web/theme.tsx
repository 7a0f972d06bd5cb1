import { defaultTheme, type RaThemeOptions } from 'ra-ui-materialui';

const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;

const base = {
  ...defaultTheme,
  ...(isCalm && { transitions: { create: () => 'none' } }),
  typography: { fontFamily: 'system-ui, "Segoe UI", Roboto, sans-serif', fontSize: 14 },
  components: {
    ...defaultTheme.components,
    // A press has its effect at once, without an animation. For people who have asked for less motion, nothing moves.
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    ...(isCalm && {
      MuiDialog: { defaultProps: { transitionDuration: 0 } },
    }),
    MuiFormControl: { defaultProps: { variant: 'outlined' as const, size: 'small' as const } },
    MuiTextField: { defaultProps: { variant: 'outlined' as const, size: 'small' as const } },
  },
};

export const light: RaThemeOptions = {
  ...base,
  palette: {
    mode: 'light',
    primary: { main: '#1d4f91' },
    secondary: { main: '#1d4f91' },
    background: { default: '#f6f7f9' },
    error: { main: '#b3261e' },
  },
};
export const dark: RaThemeOptions = {
  ...base,
  palette: {
    mode: 'dark',
    primary: { main: '#9cc4ff' },
    secondary: { main: '#9cc4ff' },
    background: { default: '#14171c', paper: '#1c2027' },
    error: { main: '#ff8a80' },
  },
};
