import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Deep sea: the one accent of the program. */
const sea: MantineColorsTuple = [
  '#edf6f7',
  '#d9ebee',
  '#b1d5dc',
  '#82bbc7',
  '#56a1b1',
  '#33879a',
  '#1a7185',
  '#0e5d70',
  '#0a4a5a',
  '#063642',
];

export const theme = createTheme({
  colors: { sea },
  primaryColor: 'sea',
  primaryShade: 7,
  fontFamily: "'Golos Text Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Golos Text Variable', system-ui, sans-serif", fontWeight: '600' },
  defaultRadius: 6,
  cursorType: 'pointer',
  autoContrast: true,
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Badge: {
      defaultProps: { variant: 'light', radius: 'sm' },
      styles: { root: { textTransform: 'none', fontWeight: 500 } },
    },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.35 } } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    Select: {
      defaultProps: { allowDeselect: false, checkIconPosition: 'right', nothingFoundMessage: 'Ничего не найдено' },
    },
    Button: { styles: { root: { fontWeight: 500 } } },
  },
});

/** Quiet text must still be readable: 4.5 to 1 on white and on the page. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#586873',
    '--mantine-color-placeholder': '#6b7a84',
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1d2b33',
    '--mantine-color-error': '#c0202f',
    '--mantine-color-default-border': '#c9d3d8',
    '--page': '#eff3f4',
    '--line': '#dfe6e9',
    '--ink': '#063642',
    '--star-red': '#d0202f',
    '--star-orange': '#d97706',
  },
  dark: {},
});
