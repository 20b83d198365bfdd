// The colours that canvases paint with; the same as in app.css.

export const INK = {
  ground: '#101113',
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

/** A `#rrggbb` colour with an opacity. */
export function fade(color: string, opacity: number): string {
  const alpha = Math.round(opacity * 255)
  return `${color}${alpha.toString(16).padStart(2, '0')}`
}

export const MONO = '10.5px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace'
