import { describe, expect, it } from 'vitest'
import { lastingName, portIds, portInfos } from './port-names'

describe('what a port is called', () => {
  it('stays the same when the system gives it other numbers', () => {
    expect(lastingName('Elektron Digitakt:Elektron Digitakt MIDI 1 24:0', 'linux')).toBe('Elektron Digitakt:Elektron Digitakt MIDI 1') // prettier-ignore
    expect(lastingName('Elektron Digitakt 2', 'win32')).toBe('Elektron Digitakt')
    expect(lastingName('Elektron Digitakt II', 'win32')).toBe('Elektron Digitakt II')
    expect(lastingName('Elektron Digitakt', 'darwin')).toBe('Elektron Digitakt')
  })

  it('is numbered where several have the same', () => {
    const names = ['USB MIDI:USB MIDI 1 20:0', 'USB MIDI:USB MIDI 1 24:0', 'Digitakt:Digitakt 28:0']
    expect(portIds(names, 'linux')).toEqual(['USB MIDI:USB MIDI 1', 'USB MIDI:USB MIDI 1 #2', 'Digitakt:Digitakt'])
  })

  it('tells the model, II before mk I; and our own ports are none to choose', () => {
    const names = [
      'Elektron Digitakt II',
      'Elektron Digitakt',
      'Scarlett 6i6',
      'RtMidi Input Client:RtMidi Input 129:0',
    ]
    expect(portInfos(names).map(({ model }) => model)).toEqual(['digitakt2', 'digitakt', null])
  })
})
