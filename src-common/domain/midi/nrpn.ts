// NRPNs put together again from the controllers that carry them: a fold over one channel of one port. CC 99 and 98 select
// a parameter, CC 6 and 38 are its value; CC 101 and 100 select a registered one instead (MIDI 1.0, Data Entry).

export const NRPN_MSB = 99
export const NRPN_LSB = 98
export const RPN_MSB = 101
export const RPN_LSB = 100
export const DATA_MSB = 6
export const DATA_LSB = 38

/** What was selected so far, and the upper 7 bits of its value; null for what has not come. */
export type NrpnState = { readonly msb: number | null; readonly lsb: number | null; readonly data: number | null }

export const NO_NRPN: NrpnState = { msb: null, lsb: null, data: null }

/** `value` has 7 bits, the upper ones, until the lower ones have come; then it has all 14. */
export type NrpnValue = { readonly msb: number; readonly lsb: number; readonly value: number; readonly bits: 7 | 14 }

/** `told` is null for a controller that is no data byte of a selected parameter. */
export type NrpnStep = { readonly state: NrpnState; readonly told: NrpnValue | null }

/** The selection holds until there is another: a turned knob may send its value alone. */
export function nrpnStep(state: NrpnState, controller: number, value: number): NrpnStep {
  switch (controller) {
    case NRPN_MSB:
      return { state: { ...state, msb: value, data: null }, told: null }
    case NRPN_LSB:
      return { state: { ...state, lsb: value, data: null }, told: null }
    case RPN_MSB:
    case RPN_LSB:
      return { state: NO_NRPN, told: null }
    case DATA_MSB:
      return { state: { ...state, data: value }, told: toldOf(state, value, 7) }
    case DATA_LSB:
      return { state, told: state.data === null ? null : toldOf(state, (state.data << 7) | value, 14) }
    default:
      return { state, told: null }
  }
}

/** 127:127 is the null parameter: nothing is selected (MIDI 1.0). */
function toldOf({ msb, lsb }: NrpnState, value: number, bits: 7 | 14): NrpnValue | null {
  if (msb === null || lsb === null || (msb === 127 && lsb === 127)) return null
  return { msb, lsb, value, bits }
}
