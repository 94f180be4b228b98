// @ts-check
/** A figure that Plotly draws: a cell of the stage whose div is kept. */

import { changes, tracesAt } from './motion.js'
import { axesIn, forgetPointer, forgetRanges, holdZoom, isAxis, keepMargins, keepZoom, redraw, relabel, writeMinus } from './plotly_internals.js'
import { Cell, download } from './cell.js'
import { Overlay } from './overlay.js'
import { Underlay } from './underlay.js'
import { moved } from './elements.js'
import { alike } from './wire.js'

// A double click goes back to the ranges of the run on show: Plotly's own way is to those of the first one.
const CONFIG = { displayModeBar: false, responsive: false, doubleClick: false, scrollZoom: false, showTips: false }
// Labels of ticks as they come: to find out whether one is too long or meets the next, Plotly has the
// browser lay the page out again for each of them, at every drawing.
const PLAIN = { ticklabeloverflow: 'allow', tickangle: 0 }
// Beside an axis, labels keep clear of the player's dots, which lie on it at the first moment.
const BESIDE = { automargin: true, ticklabelstandoff: 5 }
const NARROW = 480 // pixels: a figure on a phone gets smaller letters
const ECHO = 1000 // milliseconds: no finger that clicks is down so long
const SMALLEST = 11 // pixels: letters that can still be read
const RIGHT = 2 // the mouse's button for a menu, whose click Plotly tells of as well

export class Figure extends Cell {
  /** @param {string} key @param {(touch: object) => number} send @param {any} Plotly */
  constructor(key, send, Plotly) {
    super(key, send)
    this.Plotly = Plotly
    /** Ranges that the student has chosen, by their axes. @type {Map<string, number[]>} */
    this.zoom = new Map()
    /** The row that was clicked, until the page shows a box for its number. @type {number | null} */
    this.picked = null
    /** @type {((row: number | null) => void) | null} */
    this.onHover = null
    this.underlay = new Underlay(this)
    this.overlay = new Overlay(this)
  }

  take(spec) {
    super.take(spec)
    const fixed = axesIn(spec.layout).every(([, axis]) => axis.fixedrange)
    this.root.toggleAttribute('data-fixed', fixed) // nothing to zoom
  }

  /** Draw what Python sent, whole, in this room: the div and a zoom stay. `hidden`: not what comes after this moment. */
  async draw(room, look, hidden = false) {
    const moment = this.now()
    if (this.heard) keepMargins(this.plot)
    if (this.heard && this.finger && !alike(this.size, room)) this.#letGo()
    this.size = room
    const spec = (this.drawn = { ...this.spec, data: fitted(this.spec, room) })
    const data = tracesAt(spec, moment)
    const layout = { ...dressed(spec.layout, look, room.width), ...room }
    if (hidden) hideFuture(data, layout, spec, moment)
    layout.dragmode = this.zooming ? 'zoom' : false
    const drawing = this.#change(data, layout) ?? this.#react(data, layout)
    if (look.paper) this.#around() // Firefox prints what stands as soon as it has said that it will
    if ((await drawing) === false) await this.#react(data, layout)
    if (!this.heard) this.#listen()
    this.#around()
  }

  /**
   * Change what differs from what is on show, and nothing else. Null where that will not do, a promise of
   * false where it turns out that it will not have done.
   */
  #change(data, layout) {
    const { onShow, plot } = this
    const gone = (trace, place) => Object.keys(onShow.data[place]).some((name) => !(name in trace))
    if (!onShow || onShow.data.length !== data.length || data.some(gone)) return null
    const ranges = otherRanges(onShow.layout, layout, plot.layout)
    if (!ranges) return null
    const news = this.#news([...data.entries()])
    if (!Object.keys(ranges).length && !news.some(([, change]) => 'name' in change)) return this.#redraw(news).length ? null : true
    const rows = this.#rows
    this.onShow = structuredClone({ data, layout })
    this.changing = true // what lies around it follows when all is drawn
    const done = relabel(this.Plotly, plot, news, ranges).finally(() => (this.changing = false))
    return done.then((all) => all && rows === this.#rows)
  }

  /** Of pairs of a trace's place and properties, those that it does not have yet. */
  #news(pairs) {
    const made = pairs.map(([place, change]) => {
      const shown = this.onShow.data[place]
      const news = Object.entries(change).filter(([name, value]) => !alike(shown[name], value))
      return [place, Object.fromEntries(news)]
    })
    return made.filter(([, change]) => Object.keys(change).length)
  }

  /** Plotly draws, and what it has drawn is noted: it changes what it is given. */
  async #react(data, layout) {
    const margin = keptMargin(this.onShow?.layout, layout, this.plot.layout)
    this.onShow = structuredClone({ data, layout })
    const before = this.#rows
    forgetRanges(this.plot)
    holdZoom(this.plot, layout, this.zoom)
    await this.Plotly.react(this.plot, data, { ...layout, margin }, CONFIG)
    // A legend that has got other rows stands where it had to with the former ones.
    if (before && before !== this.#rows) await this.Plotly.redraw(this.plot)
  }

  /** How high the legend is: it has as many rows as the room asks for. */
  get #rows() {
    return this.plot.querySelector('.legend > .bg')?.getAttribute('height')
  }

  /** What lies under and over Plotly's drawing. */
  #around() {
    this.underlay.draw()
    this.overlay.draw()
  }

  /** Another moment of the same figure. */
  move() {
    if (!this.heard) return
    const heavy = this.#redraw(this.#news(changes(this.spec, this.now())))
    if (heavy.length) this.#restyle(heavy)
    this.underlay.draw()
    this.overlay.move()
  }

  /** Draw these traces anew, each alone; answers with those for which that will not do. */
  #redraw(pairs) {
    for (const [place, change] of pairs) Object.assign(this.onShow.data[place], change)
    return redraw(this.plot, pairs)
  }

  /** Rings around these rows of the table. */
  mark(rows) {
    this.overlay.mark(rows)
  }

  /** One drawing for all traces: a property that a trace does not change is undefined for it. */
  #restyle(heavy) {
    const names = new Set(heavy.flatMap(([, change]) => Object.keys(change)))
    const values = [...names].map((name) => [name, heavy.map(([, change]) => change[name])])
    this.Plotly.restyle(this.plot, Object.fromEntries(values), heavy.map(([place]) => place))
  }

  /** A row of the table was clicked. */
  pick(row) {
    this.picked = row
    this.send({ kind: 'pick', figure: this.key, row })
  }

  #listen() {
    this.heard = true
    this.#feel()
    this.plot.on('plotly_click', ({ points: [point], event }) => {
      const clicks = event.button !== RIGHT && !this.swept && !this.#echo(event)
      if (this.spec.touch.pick && !this.#editing && named(point) && clicks) {
        this.pick(row(point))
      }
    })
    this.plot.on('plotly_hover', ({ points: [point] }) => {
      writeMinus(this.plot)
      if (named(point)) this.onHover?.(row(point))
    })
    this.plot.on('plotly_unhover', () => this.onHover?.(null))
    this.plot.on('plotly_doubleclick', () => {
      if (!this.#editing) this.Plotly.relayout(this.plot, original(this.onShow.layout))
    })
    this.plot.on('plotly_relayouting', () => this.#around())
    this.plot.on('plotly_relayout', (change) => {
      if (this.changing) return
      keepZoom(this.plot, this.onShow.layout, change, this.zoom)
      this.#around()
    })
  }

  /**
   * A finger that scrolls the page or swipes clicks nothing: Plotly lets it, and is told of its end only.
   * Nor does a Mac's left button with Ctrl, which has asked for a menu before it comes up.
   */
  #feel() {
    let from = null
    this.plot.addEventListener('pointerdown', (event) => {
      this.swept = false
      this.finger = event.pointerType === 'touch'
      from = event
    }, true)
    this.plot.addEventListener('pointerup', (event) => (this.swept ||= Boolean(from) && moved(from, event)), true)
    for (const kind of ['pointercancel', 'contextmenu']) this.plot.addEventListener(kind, () => (this.swept = true), true)
  }

  /** A finger has gone from where it was, and there another mark is in another room: nothing is said of that. */
  #letGo() {
    forgetPointer(this.plot)
    this.Plotly.Fx.unhover(this.plot)
    this.onHover?.(null)
  }

  /** Whether clicks are for points of one's own: of two quick ones Plotly makes a double click. */
  get #editing() {
    return (this.overlay.editor?.mode ?? 'look') !== 'look'
  }

  /** Whether a click is of the mouse that browsers play after a finger: Plotly has told of both. */
  #echo({ type, timeStamp }) {
    const soon = timeStamp - (this.touched ?? -Infinity) < ECHO
    if (type === 'touchstart') this.touched = timeStamp
    return soon && type !== 'touchstart'
  }

  #zoom(on) {
    this.zooming = on
    const ranges = on ? {} : original(this.onShow.layout)
    this.Plotly.relayout(this.plot, { dragmode: on ? 'zoom' : false, ...ranges })
  }

  tools() {
    const zoom = [['Zoom by dragging', () => this.#zoom(true)], ['Whole figure', () => this.#zoom(false)]]
    return [...super.tools(), .../** @type {[string, () => void][]} */ (zoom)]
  }

  /** Plotly's drawing as a picture, over what lies under it. */
  async save() {
    const { width, height } = this.onShow.layout, scale = 2
    const image = new Image(), drawn = await this.#inSystemFont()
    image.src = await this.Plotly.toImage(drawn, { format: 'png', scale, width, height })
    await image.decode()
    const pen = this.pen({ width, height }, scale)
    this.underlay.stamp(pen, scale, drawn)
    pen.drawImage(image, 0, 0)
    download(pen.canvas, this.key)
  }

  /** The same drawing for a picture, which has no fonts of the page: the room for words is that of another one. */
  #inSystemFont() {
    const { data, layout } = structuredClone({ data: this.plot.data, layout: this.plot.layout })
    layout.font.family = 'sans-serif'
    return this.Plotly.newPlot(document.createElement('div'), data, layout, { ...CONFIG, staticPlot: true })
  }
}

/**
 * What a figure of this size has room for, by what traces say in `meta`: those that are drawn
 * `from` or `below` so many pixels for one unit of the vertical axis, and marks that need `fit`
 * pixels for one unit down and `across` for one across, which shrink not to overlap.
 */
function fitted({ data, layout }, { width, height }) {
  if (!data.some((trace) => trace.meta)) return data
  const { l = 0, r = 0, t = 0, b = 0 } = layout.margin ?? {}
  const unit = (axis, pixels) => pixels / Math.abs(axis.range[1] - axis.range[0])
  const room = unit(layout.yaxis, height - t - b), aside = unit(layout.xaxis, width - l - r)
  return data.map((trace) => {
    const { fit = 0, across = 0, from = 0, below = Infinity } = trace.meta ?? {}
    if (room < from || room >= below) return { ...trace, visible: false }
    const factor = 0.95 * Math.min(fit > 0 ? room / fit : 2, across > 0 ? aside / across : 2)
    return factor < 1 && factor > 0 ? shrunk(trace, factor) : trace
  })
}

/** A trace with smaller marks and letters, the letters still to be read. */
function shrunk(trace, factor) {
  const small = (size) => (Array.isArray(size) ? size.map((one) => one * factor) : size * factor)
  const made = { ...trace }
  if (trace.marker) made.marker = { ...trace.marker, size: small(trace.marker.size) }
  if (trace.textfont) made.textfont = { ...trace.textfont, size: Math.max(SMALLEST, trace.textfont.size * factor) }
  return made
}

const named = (point) => point.customdata !== undefined && point.customdata !== null
/** The row of the table: alone, or first of what a point knows, which may lie in a typed array. */
const row = ({ customdata }) => (typeof customdata === 'object' ? customdata[0] : customdata)

/**
 * The ranges of axes, by their names in Plotly, that are all in which a layout differs from the one on
 * show, but for what it says of a zoom. Null where more does, where an axis is tied to another, or where
 * the student has zoomed.
 */
function otherRanges(onShow, layout, now) {
  const ranges = {}
  for (const name of new Set([...Object.keys(onShow), ...Object.keys(layout)])) {
    const [before, after] = [onShow[name], layout[name]]
    if (name === 'uirevision' || alike(before, after)) continue
    if (!isAxis(name) || !before?.range || !after?.range || !alike({ ...before, range: after.range }, after)) return null
    if (zoomed(before, now[name])) return null
    ranges[`${name}.range`] = [...after.range]
  }
  const any = Object.keys(ranges).length > 0
  if (onShow.uirevision !== layout.uirevision) {
    if (!any || axesIn(layout).some(([name]) => zoomed(onShow[name], now[name]))) return null
    ranges.uirevision = layout.uirevision
  }
  return any && Object.values(layout).some((axis) => axis?.scaleanchor) ? null : ranges
}

/** Whether an axis has other ends than it was given, or than Plotly has found for it. */
const zoomed = (given, now) => (given?.range ? !alike(given.range, now.range) : now?.autorange === false)

/** The margin of a layout, as wide as its figure has needed so far with the same axes in the same room. */
function keptMargin(onShow, { margin, width, uirevision }, drawn) {
  const same = onShow && alike([onShow.margin, onShow.width, onShow.uirevision], [margin, width, uirevision])
  return same ? { ...drawn.margin } : { ...margin }
}

/** Every axis as Python had it. */
function original(layout) {
  return Object.fromEntries(
    axesIn(layout).map(([name, axis]) => (axis.range ? [`${name}.range`, [...axis.range]] : [`${name}.autorange`, true]))
  )
}

/**
 * Until a prediction is made, a curve is drawn no further than the moment on show, at heights for what is
 * drawn: a range that goes with all of the run (pages/shared/figures/style.py, fitted) would tell it. How
 * long the run is may be seen (pages/shared/bench/waiting.py).
 */
function hideFuture(data, layout, spec, moment) {
  for (const { traces, rows } of spec.motions.filter((motion) => motion.kind === 'cursor')) {
    const until = Math.max(0, rows[moment] + 1)
    for (const place of traces) {
      const { x, y } = data[place]
      Object.assign(data[place], until ? { x: x.slice(0, until), y: y.slice(0, until) } : { x: [null], y: [null] })
    }
  }
  for (const [name, axis] of axesIn(layout)) {
    if (name[0] === 'y' && axis.autorange !== false && axis.type !== 'category') fitSoFar(axis, heightsOn(name, axis, data, layout))
    if (name[0] === 'x' && axis.autorange) axis.showticklabels = false // nor does it say how far it will go
  }
}

/** The different heights that have a place on an upright axis: of points, and of lines across the figure. */
function heightsOn(name, { type }, data, { shapes = [] }) {
  const own = name.replace('axis', '')
  const points = data.filter(({ yaxis = 'y' }) => yaxis === own).flatMap(({ y }) => [...(y ?? [])])
  const lines = shapes.filter(({ yref = 'y' }) => yref === own).map(({ y0 }) => y0)
  return [...new Set([...points, ...lines])].filter((y) => Number.isFinite(y) && (type !== 'log' || y > 0))
}

/** Plotly fits an axis to several heights. A single one has room from 0, on an axis of powers a decade around. */
function fitSoFar(axis, heights) {
  delete axis.range
  const [low, high] = [Math.min(...heights), Math.max(...heights)]
  if (!heights.length) axis.showticklabels = false // no numbers that nothing stands at
  else if (axis.type === 'log') axis.range = [Math.log10(low) - 1, Math.log10(high) + 1]
  else if (low === high && low) axis.range = [Math.min(0, 2 * low), Math.max(0, 2 * low)]
}

/** The layout in the colours of the theme; axes are copies, because Plotly writes into them. */
function dressed(layout, look, width) {
  const made = { ...layout, paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)' }
  made.font = { family: look.font, color: look.text, size: width < NARROW ? 11 : 13, ...layout.font }
  made.legend = { bgcolor: 'rgba(0,0,0,0)', itemwidth: 30, ...layout.legend }
  if (width < NARROW && layout.margin) {
    const { l, r, t, b } = layout.margin
    made.margin = { l: Math.min(l, 46), r, t: Math.min(t, 20), b: Math.min(b, 34) }
  }
  made.hoverlabel = { namelength: -1, bgcolor: look.ground, font: { color: look.text }, ...layout.hoverlabel }
  const lines = { gridcolor: look.line, linecolor: look.line, zerolinecolor: look.line }
  for (const [name, axis] of axesIn(layout)) {
    made[name] = { ...lines, ...PLAIN, ...(name[0] === 'y' ? BESIDE : {}), ...structuredClone(axis) }
  }
  return made
}
