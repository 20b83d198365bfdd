// Detectors of what stands between the box and us: ports, cables, and a wire that says nothing (rows 1 to 3, 24 to 26).
import type { DeviceProfile } from '../device/device'
import { boxPort, fromBox, type Evidence, type PortSight } from './evidence'
import { fault, type Detector } from './finding'
import { askedOf, clockIsOurs, stateIn, stateOf } from './gesture-state'
import { MENU } from './menu'

/** A box that goes on sends its clock at least this often: 20 BPM are eight pulses a second. */
const SILENCE = 1_500_000
/** It was still sending that long before something was sent to it. */
const JUST_NOW = 500_000

const isDigitakt = ({ model, virtual }: PortSight): boolean => model !== null && !virtual

/** Something was asked for, and nothing at all came of it, nor after it. */
export function isMute(evidence: Evidence, profile: DeviceProfile): boolean {
  if (boxPort(evidence, 'in')?.state !== 'open') return false
  const silent = evidence.asked.find((asked) => stateOf(evidence, profile, asked) === 'silent')
  const last = fromBox(evidence).any?.last ?? -Infinity
  return silent !== undefined && last < silent.from && isPlayOrFirst(evidence, profile, last)
}

/** A box that spoke before may have nothing to tell of a mute; of PLAY it has. */
const isPlayOrFirst = (evidence: Evidence, profile: DeviceProfile, last: number): boolean =>
  last === -Infinity || stateIn(evidence, profile, 'play') === 'silent'

export const noPort: Detector = (evidence) => {
  if (evidence.ports === null) return null
  const box = boxPort(evidence, 'in')
  if (box?.there === true || evidence.ports.some((port) => port.there && isDigitakt(port))) return null
  return fault(1, 95, box === null ? 'No port has a Digitakt in its name.' : `${box.id} is not there.`)
}

export const silentPort: Detector = (evidence, profile) => {
  if (isMute(evidence, profile)) return fault(2, 93, 'Nothing at all has arrived, not even a clock.')
  const play = askedOf(evidence, 'play')
  // A box that follows us is right not to send a clock.
  if (play === null || play.pulses > 0 || evidence.sent.leading?.over === false) return null
  if (stateOf(evidence, profile, play) !== 'silent' || fromBox(evidence).any === null) return null
  return fault(2, 92, 'Other messages arrive, and no clock.', [MENU.clockSend('on')])
}

export const silentDin: Detector = (evidence, profile) => {
  const box = boxPort(evidence, 'in')
  if (box === null || box.virtual || box.model !== null || !isMute(evidence, profile)) return null
  return fault(3, 94, `Nothing has arrived by ${box.name}, which is not the box’s own USB port.`)
}

export const damagedSysex: Detector = (evidence) => {
  const { damaged, whole } = fromBox(evidence).sysex
  return damaged === 0 ? null : fault(25, 83, `${String(damaged)} of ${String(damaged + whole)} SysEx messages were damaged.`)
} // prettier-ignore

export const failedPort: Detector = ({ ports }) => {
  const failed = ports?.find(({ state }) => state === 'failed')
  return failed === undefined ? null : fault(26, 96, `${failed.name} is there, and does not open.`)
}

/**
 * What we sent came back, and with that a box that had a clock fell silent. A clock that was ours is none of the box, and a
 * silence that our Stop began tells nothing.
 */
export const frozen: Detector = (evidence) => {
  const { copies, answers, now, sent } = evidence
  const { any, pulses } = fromBox(evidence)
  const echo = copies.echoes.last
  const isOpen = boxPort(evidence, 'in')?.state === 'open'
  if (isOpen && echo !== null && any !== null && pulses !== null) {
    const ticked = echo - pulses.last <= JUST_NOW
    const ours = clockIsOurs(evidence) || (sent.stops !== null && any.last - sent.stops.last >= -JUST_NOW)
    if (!ours && ticked && any.last - echo <= JUST_NOW && now - any.last > SILENCE)
      return fault(24, 97, 'What was sent came back, and since then the box is silent.')
  }
  return answers.froze === true ? fault(24, 93, 'You saw it stop answering.') : null
}
