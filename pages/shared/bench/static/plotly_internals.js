// @ts-check
/**
 * All that leans on Plotly's internals: from a figure's numbers to places on the screen and back
 * (_fullLayout, its _size, _preGUI, _rehover, uirevision and its axes' d2p, p2d, _offset, _length,
 * _inputRange), drawing some traces anew alone (_fullData, calcdata, _plots, a trace's _module with calc
 * and plot), and what is said of a point (.hoverlayer). Seen in Plotly.js 3; tests/browser/test_bench.py
 * fails with a sentence when they are gone.
 */

import { alike } from './wire.js'

/** Whether a part of a layout is an axis, by its name. */
export const isAxis = (name) => /^[xy]axis\d*$/.test(name)

/** Of a layout, the axes with their names. */
export const axesIn = (layout) => Object.entries(layout).filter(([name]) => isAxis(name))

/** The pair of axes of a trace. */
export function axesOf(div, trace = {}) {
  const full = div._fullLayout
  const name = (id, letter) => `${letter}axis${(id ?? letter).slice(1)}`
  return { x: full[name(trace.xaxis, 'x')], y: full[name(trace.yaxis, 'y')] }
}

/** Pixels from the figure's corner, of a place in the units of its axes. */
export function pixels({ x: across, y: up }, x, y) {
  return [across._offset + across.d2p(x), up._offset + up.d2p(y)]
}

/** The place under a pointer, in the units of the axes; null outside them. */
export function placeAt({ x: across, y: up }, div, event) {
  const [px, py] = within({ x: across, y: up }, div, event)
  if (px < 0 || py < 0 || px > across._length || py > up._length) return null
  return [across.p2d(px), up.p2d(py)]
}

/** The same; of a pointer outside them, the nearest place inside. */
export function nearestPlace({ x: across, y: up }, div, event) {
  const [px, py] = within({ x: across, y: up }, div, event)
  const inside = (pixel, { _length }) => Math.max(0, Math.min(_length, pixel))
  return [across.p2d(inside(px, across)), up.p2d(inside(py, up))]
}

/** Where a pointer is, in pixels from the upper left corner of the axes. */
function within({ x: across, y: up }, div, { clientX, clientY }) {
  const { left, top } = div.getBoundingClientRect()
  return [clientX - left - across._offset, clientY - top - up._offset]
}

/** The rectangle between the axes, in pixels from the figure's corner. */
export function frameOf({ x, y }) {
  return { left: x._offset, top: y._offset, width: x._length, height: y._length }
}

/** Whether a place in pixels lies between the axes, or on one of them. */
export function isInFrame(axes, x, y) {
  const { left, top, width, height } = frameOf(axes)
  return x >= left - 1 && x <= left + width + 1 && y >= top - 1 && y <= top + height + 1
}

/**
 * Of an axis whose scale is tied to another's, Plotly keeps the first range it was given and puts it
 * back over a later one. Call it before drawing anew.
 */
export function forgetRanges(div) {
  for (const [, axis] of axesIn(div._fullLayout ?? {})) delete axis._inputRange
}

/** Plotly says anew of what lies where the pointer was last, each time it has drawn: of that no more. */
export function forgetPointer(div) {
  div._fullLayout._rehover = null
}

/**
 * A zoom stays as long as Plotly is given the ranges that it notes when somebody zooms. Of an axis whose
 * scale is tied to another's it notes what it has made of them to fit the room: it shall note those of
 * this layout, and after a way back to the whole figure none. What somebody has chosen, `zoom`, is kept
 * for the next room: out of what fits one room, Plotly would make something larger for each other one.
 */
export function keepZoom(div, layout, change, zoom) {
  const noted = div._fullLayout._preGUI
  for (const [name] of axesIn(layout)) {
    const whole = `${name}.range` in change || `${name}.autorange` in change
    if (whole) forget(noted, name)
    if (whole) zoom.delete(name)
    if (`${name}.range[0]` in change) zoom.set(name, [change[`${name}.range[0]`], change[`${name}.range[1]`]])
  }
  note(noted, layout, change)
}

/**
 * A zoom is noted with the ranges that it took the place of, and Plotly lets go of it when it is given
 * others. Where axes go on to mean the same, note these: then it stays. Call it before drawing anew.
 */
export function holdZoom(div, layout, zoom) {
  const full = div._fullLayout
  if (!full || full.uirevision !== layout.uirevision) return zoom.clear()
  for (const [name] of axesIn(layout)) if (full[name]?.autorange) forget(full._preGUI, name) // Plotly's own range is no zoom
  note(full._preGUI, layout, full._preGUI)
  for (const [name, range] of zoom) full[name].range = [...range]
}

/** Of this axis Plotly has been told nothing by anybody. */
function forget(noted, name) {
  for (const part of ['range[0]', 'range[1]', 'autorange']) delete noted[`${name}.${part}`]
}

/** Note the layout's own ends of those axes' ends that are named here. */
function note(noted, layout, named) {
  for (const [name, { range }] of axesIn(layout)) {
    range?.forEach((end, i) => {
      if (`${name}.range[${i}]` in named) noted[`${name}.range[${i}]`] = end
    })
  }
}

/** Write a minus before a number that is said of a point: Plotly writes it everywhere else, there a hyphen. */
export function writeMinus(div) {
  const texts = document.createTreeWalker(div.querySelector('.hoverlayer'), NodeFilter.SHOW_TEXT)
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    text.nodeValue = text.nodeValue.replace(/(?<!\S)-(?=\d)/g, '−')
  }
}

/**
 * Keep the room beside the axes that longer labels have taken: with shorter ones Plotly would make it
 * narrow again, and the axes jump, for twice the work. Call it before drawing anew.
 */
export function keepMargins(div) {
  const { margin } = div.layout, size = div._fullLayout._size
  for (const side of ['l', 'r']) margin[side] = Math.max(margin[side] ?? 0, Math.ceil(size[side]))
}

// Some points, lines, texts and bars are drawn anew and the rest of the figure is left alone: Plotly's
// own ways, `animate` and `restyle`, read every attribute of every trace and axis again at each moment,
// which is four fifths of their time.

/** What a trace of each of these types may change without its figure. */
const LIGHT = {
  scatter: new Set(['x', 'y', 'text', 'textposition', 'hovertext', 'hovertemplate', 'customdata', 'marker', 'meta']),
  bar: new Set(['y']),
}
const OF_A_MARK = new Set(['size', 'symbol']) // of a mark, only these
const AT_ONCE = { duration: 0 } // with this, Plotly keeps what it has drawn of traces that are not named

/** Make these changes, pairs of a trace's place and its new properties; answers with those it cannot make. */
export function redraw(div, pairs) {
  const left = [], alone = [], bars = []
  for (const [place, change] of pairs) {
    if (take(div, place, change)) (isBar(div.calcdata[place]) ? bars : alone).push(div.calcdata[place])
    else left.push([place, change])
  }
  for (const made of alone) plot(div, [made], AT_ONCE)
  if (bars.length) redrawBars(div, new Set(bars.map(subplot)), bars[0][0].trace._module)
  return left
}

/**
 * The same, where axes get other ranges (by their names in Plotly, as `uirevision`) and traces other names as
 * well; false where it cannot be done.
 */
export async function relabel(Plotly, div, pairs, ranges) {
  const taken = pairs.every(([place, change]) => take(div, place, change, ['name']) && !isBar(div.calcdata[place]))
  if (!taken) return false
  const named = pairs.some(([, change]) => 'name' in change) && div._fullLayout.legend
  // With other ranges Plotly draws all traces, as they are taken. A legend is drawn when it is given anything.
  if (!Object.keys(ranges).length) for (const [place] of pairs) plot(div, [div.calcdata[place]], AT_ONCE)
  await Plotly.relayout(div, { ...ranges, ...(named ? { 'legend.itemwidth': named.itemwidth } : {}) })
  if ('uirevision' in ranges) revise(div, ranges.uirevision)
  return true
}

/** Axes mean something else: where only ranges are other too, Plotly goes on with what it was told before. */
function revise({ _fullLayout }, uirevision) {
  _fullLayout.uirevision = uirevision
  for (const [, axis] of axesIn(_fullLayout)) axis.uirevision = uirevision
}

/** Bars depend on each other: where one has changed, all on its axes are placed and drawn. */
function redrawBars(div, subplots, module) {
  for (const id of subplots) {
    module.crossTraceCalc(div, div._fullLayout._plots[id])
    plot(div, div.calcdata.filter((made) => isBar(made) && subplot(made) === id))
  }
  module.style(div)
}

/** Whether a trace is drawn and can take a change by itself; if so, it has taken it. */
function take(div, place, change, also = []) {
  const trace = div._fullData?.[place]
  const drawn = trace?.visible === true && div.calcdata?.[place]?.[0].trace === trace
  const light = (name) => LIGHT[trace.type]?.has(name) || also.includes(name)
  if (!drawn || !Object.keys(change).every(light)) return false
  const marks = otherMarks(div.data[place].marker, change.marker)
  if (!marks) return false
  const axes = axesOf(div, trace)
  if (Object.keys(change).some((name) => axes[name]?.autorange)) return false // it may need another range
  if (change.x?.length === 0) return false // of a trace without points Plotly keeps something else
  Object.assign(div.data[place], change)
  Object.assign(trace, change, change.marker && { marker: Object.assign(trace.marker, marks) })
  trace._length = Math.min(trace.x.length, trace.y.length)
  const made = trace._module.calc(div, trace)
  Object.assign(made[0], { trace, t: made[0].t ?? {} })
  div.calcdata[place] = made
  return true
}

/** What is other about the marks of a trace; null where that is more than can be drawn alone. */
function otherMarks(before, now = before) {
  const news = Object.entries(now ?? {}).filter(([name, value]) => !alike(before?.[name], value))
  return news.every(([name]) => OF_A_MARK.has(name)) ? Object.fromEntries(news) : null
}

const isBar = ([{ trace }]) => trace.type === 'bar'
const subplot = ([{ trace }]) => trace.xaxis + trace.yaxis

/** Draw traces of one type and one pair of axes. */
function plot(div, traces, how) {
  const { _module } = traces[0][0].trace, info = div._fullLayout._plots[subplot(traces[0])]
  const layer = info.plot.select(`.${_module.layerName ?? `${_module.name}layer`}`)
  _module.plot(div, info, traces, layer, how)
}
