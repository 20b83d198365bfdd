// What a double click above the tracks opens, at its place in pixels.
export type HeadEdit =
  | {
      readonly type: 'section'
      readonly x: number
      readonly tick: number
      readonly id: number | null
      readonly name: string
    }
  | { readonly type: 'pattern'; readonly x: number; readonly tick: number; readonly pattern: number | null }
  | {
      readonly type: 'tempo'
      readonly x: number
      readonly tick: number
      readonly bpm: number
      readonly isChange: boolean
    }
