// What the host tells of what happens by itself.

export const STUCK =
  'The MIDI driver of an output does not answer. It was left to itself, and the outputs were opened again; replay was stopped. If this happens again, unplug the device and plug it in.'
export const SLEPT =
  'This computer slept. What was recorded before is kept, and there is a gap where it slept; all ports were opened anew.'
