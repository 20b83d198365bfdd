// How well a text fits what someone types to find it: starts of words first, then insides, then initials.

const WORD_START = 4
const INSIDE = 2
const INITIALS = 1
/** The title's first word says what a command does. */
const FIRST_WORD = 2

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** More fits better; null does not fit at all. Every typed word has to be found. */
export function fuzzyScore(text: string, typed: string): number | null {
  const words = wordsOf(text)
  const wanted = wordsOf(typed)
  const scores = wanted.map((part) => scoreOf(words, part))
  if (scores.every((score) => score !== null)) return scores.reduce((sum, score) => sum + score, 0)
  return wanted.length === 1 && areInitials(words, wanted[0] ?? '') ? INITIALS : null
}

function scoreOf(words: readonly string[], part: string): number | null {
  const index = words.findIndex((word) => word.startsWith(part))
  if (index >= 0) return WORD_START + (index === 0 ? FIRST_WORD : 0) + part.length / (words[index] ?? part).length
  return words.some((word) => word.includes(part)) ? INSIDE : null
}

/** Whether `typed` can be read off starts of the words in order: `shws` and `sws` of "Show the whole song". */
function areInitials(words: readonly string[], typed: string): boolean {
  if (typed === '') return true
  const [first = '', ...others] = words
  if (words.length === 0) return false
  for (let length = 1; length <= first.length && first.slice(0, length) === typed.slice(0, length); length++)
    if (areInitials(others, typed.slice(length))) return true
  return areInitials(others, typed)
}
