// Where each strip above the tracks begins and how high it is, in pixels, and what of it can be taken hold of.

type HeadLayout = {
  readonly ruler: number
  readonly rulerHeight: number
  /** In the ruler, from its top and from its foot. */
  readonly brace: number
  readonly marks: number
  readonly marksHeight: number
  readonly sections: number
  readonly sectionsHeight: number
  readonly patterns: number
  readonly patternsHeight: number
  readonly height: number
}

/** `coarse`: every strip is as high as a finger needs. */
export function headLayout(coarse: boolean): HeadLayout {
  const [rulerHeight, marksHeight, sectionsHeight, patternsHeight] = coarse ? [28, 24, 24, 24] : [22, 13, 16, 18]
  const marks = rulerHeight
  const sections = marks + marksHeight
  const patterns = sections + sectionsHeight
  const height = patterns + patternsHeight
  const brace = coarse ? 11 : 8
  return {
    ruler: 0,
    rulerHeight,
    brace,
    marks,
    marksHeight,
    sections,
    sectionsHeight,
    patterns,
    patternsHeight,
    height,
  }
}

/** Whether this machine is worked by fingers first. */
export const COARSE = typeof matchMedia === 'function' && matchMedia('(pointer: coarse)').matches

export const HEAD = headLayout(COARSE)

/** How wide a flag with a text is, in the marks' strip: a character of the canvas's type is as wide as any other. */
export const flagWidth = (text: string): number => Math.ceil(text.length * 6.4) + 13
