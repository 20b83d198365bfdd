// The colours that canvases paint with; the same as in app.css.

const USUAL = {
  ground: '#101113',
  panel: '#15171a',
  row: '#141619',
  rowChosen: '#1a1d21',
  line: '#1e2125',
  beat: '#24282d',
  bar: '#343941',
  text: '#a9adb4',
  strong: '#eceae5',
  amber: '#ffb454',
  red: '#ff5a52',
  loop: '#5aa0ff',
  black: '#0b0c0d',
} as const

/** For eyes that ask for more contrast: grounds darker, lines and words lighter. */
const CONTRAST: Readonly<Record<keyof typeof USUAL, string>> = {
  ...USUAL,
  ground: '#000000',
  row: '#050607',
  rowChosen: '#16191d',
  line: '#3a4048',
  beat: '#4c535c',
  bar: '#7b838e',
  text: '#e4e6ea',
  strong: '#ffffff',
}

/** Asked once: a page that is asked for another contrast while it is open shows it when it is loaded again. */
const wantsContrast = 'matchMedia' in globalThis && matchMedia('(prefers-contrast: more)').matches

export const INK: Readonly<Record<keyof typeof USUAL, string>> = wantsContrast ? CONTRAST : USUAL

const ALPHAS = Array.from({ length: 256 }, (_, alpha) => alpha.toString(16).padStart(2, '0'))

/** A `#rrggbb` colour with an opacity. */
export const fade = (color: string, opacity: number): string => `${color}${ALPHAS[Math.round(opacity * 255)] ?? 'ff'}`

export const MONO = '10.5px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace'
