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

/** Done, careful and wrong, quieter than the stock ones and readable on their own light shade. */
const green: MantineColorsTuple = [
  '#eef7f1',
  '#dcefe3',
  '#b3dbc1',
  '#86c49c',
  '#5aab78',
  '#38915a',
  '#247d48',
  '#176a3a',
  '#10572f',
  '#0a4324',
];
const orange: MantineColorsTuple = [
  '#fdf6e8',
  '#faead0',
  '#f3d29c',
  '#eab864',
  '#df9d36',
  '#d08517',
  '#b06c0a',
  '#925706',
  '#774604',
  '#5f3703',
];
const red: MantineColorsTuple = [
  '#fdf1f2',
  '#fae1e3',
  '#f1b8bd',
  '#e68b93',
  '#d9606b',
  '#cb3d4a',
  '#bd2533',
  '#a51c28',
  '#891520',
  '#6f0f19',
];

export const theme = createTheme({
  colors: { sea, green, orange, red },
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
    Text: { defaultProps: { size: 'sm' } },
    Anchor: { defaultProps: { size: 'sm' } },
    InputWrapper: { styles: { label: { fontSize: 13, fontWeight: 400, color: '#465862', marginBottom: 3 } } },
    Badge: {
      defaultProps: { variant: 'light', radius: 'sm' },
      styles: { root: { textTransform: 'none', fontWeight: 500 } },
    },
    Table: { styles: { th: { fontWeight: 500, fontSize: 12.5, color: 'var(--mantine-color-dimmed)' } } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Закрыть сообщение' } } },
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
    '--mantine-color-gray-light-color': '#45565f',
    '--page': '#eff3f4',
    '--line': '#dfe6e9',
    '--ink': '#063642',
    '--star-red': '#d0202f',
    '--star-orange': '#d97706',
  },
  dark: {},
});
