// What is remembered of each box that was connected, by the name of its port: what was learned of it, and how its tracks
// were called, coloured and driven. A new project begins with that.
import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import writeFileAtomic from 'write-file-atomic'
import type { DeviceProfile } from '../../src-common/domain/device/device'
import type { Project, Track } from '../../src-common/domain/model/project'
import { deviceProfile, trackLook } from './project-schema'
import { formatJson } from './format-json'

const schema = v.record(v.string(), v.object({ device: deviceProfile, tracks: v.array(trackLook) }))
type Boxes = v.InferOutput<typeof schema>

type TrackLook = Pick<Track, 'name' | 'color' | 'drive'>
export type KnownBox = { readonly device: DeviceProfile; readonly tracks: readonly TrackLook[] }

export class BoxMemory {
  readonly #path: string
  #boxes: Boxes
  #writing: Promise<void> = Promise.resolve()

  /** A damaged file is as good as none: nothing in it is needed. */
  constructor(path: string) {
    this.#path = path
    this.#boxes = read(path)
  }

  get(port: string): KnownBox | null {
    return Object.hasOwn(this.#boxes, port) ? (this.#boxes[port] ?? null) : null
  }

  /** Remembers a project's device and tracks as those of the box at a port. */
  keep(port: string, { device, tracks }: Project): void {
    const look = tracks.map(({ name, color, drive }) => ({ name, color, drive }))
    const entry = { device: mutable(device), tracks: look }
    if (JSON.stringify(entry) === JSON.stringify(this.#boxes[port])) return
    this.#boxes = { ...this.#boxes, [port]: entry }
    this.#writing = this.#writing
      .then(() => writeFileAtomic(this.#path, formatJson(this.#boxes)))
      .catch(() => undefined)
  }

  /** Waits until all is written. */
  async settled(): Promise<void> {
    await this.#writing
  }
}

/** As the schema has it: a copy that nobody else holds. */
const mutable = (device: DeviceProfile): Boxes[string]['device'] => v.parse(deviceProfile, device)

function read(path: string): Boxes {
  try {
    return v.parse(schema, JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return {}
  }
}
