// Where a song can join a box that plays already.
import type { Player } from '../../src-common/domain/play/player'
import { BAR, PULSE, type Tick } from '../../src-common/domain/time/ticks'

/** `clock`: where the song tick is to play; `askFrom`: from which clock tick on the box may be asked for its pattern. */
export type Join = { readonly clock: Tick; readonly askFrom: number }

/**
 * The first clock tick after `from` at which the box can begin what plays at song tick `song`: where its pattern comes round,
 * and there is time to ask. Where no more is known, bar lines.
 */
export function joinAt(player: Player, song: Tick, from: number): Join {
  const wanted = player.patternAt(song)
  let box = wanted === null ? null : player.box.at(from)
  for (let after = from + PULSE - 1; box !== null;) {
    const clock = player.nextRound(box, after)
    if (clock === null || clock === Infinity) break
    const askFrom = (player.lastRound(box, clock) ?? after) + PULSE
    if (player.box.last === wanted || from <= Math.max(clock - player.device.patternLead, askFrom))
      return { clock, askFrom }
    box = player.box.at(clock)
    after = clock
  }
  const within = song % BAR
  return { clock: Math.max(0, Math.ceil((from + PULSE - within) / BAR) * BAR + within), askFrom: from }
}
