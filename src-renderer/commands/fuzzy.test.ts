import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fuzzyScore } from './fuzzy'

const order = (typed: string, texts: readonly string[]): readonly string[] =>
  texts
    .map((text) => ({ text, score: fuzzyScore(text, typed) }))
    .filter(({ score }) => score !== null)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ text }) => text)

describe('what someone types', () => {
  it('finds starts of words before insides, and the first word before others', () => {
    expect(order('mut', ['Permute', 'Unmute', 'Solo or mute', 'Mute the track'])).toEqual([
      'Mute the track',
      'Solo or mute',
      'Permute',
      'Unmute',
    ])
  })

  it('finds by several words in any order, each of which has to be there', () => {
    expect(order('song show', ['Show the whole song', 'Show the box'])).toEqual(['Show the whole song'])
  })

  it('finds by initials, and by starts of words in order', () => {
    expect(order('sws', ['Show the whole song', 'Show the box'])).toEqual(['Show the whole song'])
    expect(order('shbo', ['Show the whole song', 'Show the box'])).toEqual(['Show the box'])
  })

  it('whatever it is, finds all where it is empty, and never fails', () => {
    expect(fuzzyScore('Undo', '')).toBe(0)
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, typed) => {
        const score = fuzzyScore(text, typed)
        expect(score === null || score >= 0).toBe(true)
      }),
    )
  })

  it('finds every text by any word of it', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.nat(), (words, index) => {
        expect(fuzzyScore(words.join(' '), words[index % words.length] ?? '')).not.toBeNull()
      }),
    )
  })
})
