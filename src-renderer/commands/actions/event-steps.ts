// Going from event to event and from lane to lane by keys: what is gone to is chosen, shown, and said.
import { orderOf } from '../../canvas/row-layout'
import type { AppState } from '../../state/app-state.svelte'
import {
  eventsOf,
  eventText,
  indexOfSelection,
  laneOfSelection,
  lanesOf,
  laneText,
  nearest,
  neighbour,
  selectionOf,
  type LaneEvent,
  type LaneRef,
} from '../../state/lane-events'
import { NOTHING } from '../../state/selection'
import { focusedReader, followLane } from '../lane-focus'

type Direction = 1 | -1

/** The lane of what is chosen, or the one gone to last. */
export function laneInHand({ view }: AppState): LaneRef {
  return laneOfSelection(view.selection, view.track) ?? view.lane ?? { type: 'mutes', track: view.track }
}

/** The lane in which keys step: the one in hand, unless the list that has the focus reads another. */
function laneOfKeys(app: AppState): LaneRef {
  const lane = laneInHand(app)
  const focused = focusedReader()
  if (focused === null || (focused === 'notes') === (lane.type === 'notes')) return lane
  return { type: focused === 'notes' ? 'notes' : 'mutes', track: app.view.track }
}

export function stepEvent(app: AppState, direction: Direction): void {
  const { project, view } = app
  const lane = laneOfKeys(app)
  const events = eventsOf(project, lane)
  const event = neighbour(events, view.selection, app.position(), direction)
  if (event !== null) goTo(app, lane, event)
  else if (events.length === 0) app.say(`${laneText(project, lane)}: nothing`)
  else app.say(direction > 0 ? 'That was the last one' : 'That was the first one')
}

export function stepLane(app: AppState, direction: Direction): void {
  const { project, view } = app
  const here = laneOfKeys(app)
  const lanes = lanesOf(orderOf(project.tracks.length, view.rows.order), view.track)
  const index = lanes.findIndex(
    (each) => each.type === here.type && (each.type !== 'mutes' || trackOf(each) === trackOf(here)),
  )
  const lane = lanes[index + direction]
  if (lane === undefined) return
  const events = eventsOf(project, here)
  const tick = events[indexOfSelection(events, view.selection)]?.tick ?? app.position()
  const event = nearest(eventsOf(project, lane), tick)
  if (event !== null) goTo(app, lane, event)
  else {
    enter(app, lane)
    view.selection = NOTHING
    app.say(`${laneText(project, lane)}: nothing`)
  }
}

const trackOf = (lane: LaneRef): number => ('track' in lane ? lane.track : -1)

function goTo(app: AppState, lane: LaneRef, event: LaneEvent): void {
  const { project, view } = app
  const changed = JSON.stringify(laneInHand(app)) !== JSON.stringify(lane)
  enter(app, lane)
  if (event.type === 'mute') view.muteKind = event.kind
  view.selection = selectionOf(event)
  view.reveal(event.tick, endOfEvent(event))
  if (event.type === 'note') view.roll.revealPitch(event.note.pitch)
  app.say(changed ? `${laneText(project, lane)}. ${eventText(project, event)}` : eventText(project, event))
}

function enter({ view }: AppState, lane: LaneRef): void {
  followLane(lane)
  view.lane = lane
  if ('track' in lane) view.track = lane.track
}

function endOfEvent(event: LaneEvent): number {
  switch (event.type) {
    case 'mute':
      return event.region.to
    case 'note':
      return event.tick + event.note.length
    case 'pattern':
      return event.span.to
    default:
      return event.tick
  }
}
