// @ts-check
/**
 * The player of a run: one clock for all figures of the stage. It knows how many moments there are
 * and which one is on show, and tells whoever listens; it knows nothing of figures.
 */

import { el, icon } from './elements.js'

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8]
const WHOLE_RUN = 12 // seconds that a long run takes to play
const SLOWEST = 3 // moments a second of a short one

const weight = (text) => text.length + 60 * text.split('\n').length
const calm = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches

export class Player {
  /** @param {(moment: number, playing: boolean) => void} show @param {() => void} goOn */
  constructor(show, goOn) {
    this.show = show
    this.goOn = goOn
    this.captions = ['']
    this.sayings = []
    this.moment = 0
    /** What plays the run at present: another loop, or none, ends it. @type {object | null} */
    this.loop = null
    this.speed = 1
    this.pace = SLOWEST
    this.root = this.#build()
  }

  get playing() {
    return this.loop !== null
  }

  get last() {
    return this.captions.length - 1
  }

  /**
   * A run with these captions, one a moment; `locked` says why it may not be played yet, `onward` how
   * the button for a run that goes on from here is called, and what it does.
   */
  load({ captions, sayings, locked, pace, onward }) {
    this.pace = pace || SLOWEST
    if (onward) {
      [this.onward.textContent, this.onward.title] = onward
      if (!this.onward.isConnected) this.row.append(this.onward) // else it would lose the focus
    } else this.onward.remove()
    this.captions = captions
    this.sayings = sayings
    this.saying.hidden = !sayings.length || Boolean(locked)
    this.root.hidden = captions.length < 2
    this.locked = Boolean(locked)
    if (this.locked) this.pause()
    for (const control of this.controls) control.disabled = this.locked
    this.range.max = String(this.last)
    this.lock.textContent = locked || ''
    this.lock.hidden = !locked
    this.caption.hidden = this.locked // it may tell what is to be predicted
    this.fit()
  }

  /** Room for what is said at any moment, in the width there is now. */
  fit() {
    if (!this.locked) this.#reserve(this.caption, this.captions)
    if (!this.saying.hidden) this.#reserve(this.saying, this.sayings)
  }

  /** Room for the longest text at every moment: the figures have what is left, and keep it. */
  #reserve(line, texts) {
    const longest = texts.reduce((a, b) => (weight(b) > weight(a) ? b : a), '')
    const key = `${longest} ${line.clientWidth}`
    if (key === line.dataset.reserved) return
    line.style.removeProperty('--lab-reserved')
    line.textContent = longest
    line.style.setProperty('--lab-reserved', `${line.offsetHeight}px`)
    line.dataset.reserved = `${longest} ${line.clientWidth}`
    // What does not fit on a phone scrolls, also by the keyboard.
    line.tabIndex = line.scrollHeight > line.clientHeight + 1 ? 0 : -1
    line.textContent = texts[this.moment] ?? '' // not what it said, which the browser may have translated
  }

  go(moment) {
    this.moment = Math.max(0, Math.min(this.last, moment))
    this.#tell()
  }

  step(by) {
    this.pause()
    this.go(this.moment + by)
  }

  toggle() {
    if (this.playing) this.pause()
    else this.play()
  }

  play() {
    if (this.locked || this.last < 1) return
    if (this.moment >= this.last) this.moment = 0
    const loop = (this.loop = {})
    this.#look()
    let before = performance.now(), place = this.moment
    const tick = (now) => {
      if (this.loop !== loop) return
      if (Math.floor(place) !== this.moment) place = this.moment // it was put elsewhere meanwhile
      const passed = Math.max(0, now - before) / 1000 // the first frame has often begun before it was asked for
      place += passed * this.speed * Math.max(this.pace, this.last / WHOLE_RUN)
      before = now
      if (place >= this.last) {
        this.pause()
        this.go(this.last)
      } else {
        if (Math.floor(place) !== this.moment) this.go(Math.floor(place))
        requestAnimationFrame(tick)
      }
    }
    requestAnimationFrame(tick)
  }

  /** Play by itself, unless the person has asked their system for calm. */
  offer() {
    if (!calm()) this.play()
  }

  pause() {
    if (!this.playing) return
    this.stop()
    this.#tell()
  }

  /** Pause without a word: whoever asks will tell of the moment. */
  stop() {
    this.loop = null
    this.#look()
  }

  /** What is said of the moment on show. */
  tell() {
    const caption = this.locked ? '' : this.captions[this.moment] ?? ''
    this.range.value = String(this.moment)
    this.range.setAttribute('aria-valuetext', caption || 'the start')
    this.caption.textContent = caption
    this.saying.textContent = this.sayings[this.moment] ?? ''
    if (!this.playing) this.live.textContent = caption
  }

  #tell() {
    this.tell()
    this.show(this.moment, this.playing)
  }

  #look() {
    this.button.replaceChildren(icon(this.playing ? 'pause' : 'play'))
    const name = this.playing ? 'Pause' : 'Play'
    this.button.setAttribute('aria-label', name)
    this.button.title = name
  }

  #build() {
    const button = (name, picture, act) => {
      const made = el('button', { type: 'button', 'aria-label': name, title: name, class: 'lab-button' })
      made.append(icon(picture))
      made.addEventListener('click', act)
      return made
    }
    this.button = button('Play', 'play', () => this.toggle())
    this.button.classList.add('lab-play')
    this.range = /** @type {HTMLInputElement} */ (
      el('input', { type: 'range', min: '0', step: '1', 'aria-label': 'Moment of the run', class: 'lab-scrubber' })
    )
    this.range.addEventListener('input', () => {
      this.pause()
      this.go(Number(this.range.value))
    })
    this.range.addEventListener('change', () => this.range.focus()) // for its arrow keys: Safari leaves it without
    const speed = el('select', { 'aria-label': 'Speed', title: 'Speed', class: 'lab-speed' })
    for (const factor of SPEEDS) {
      const option = el('option', { value: String(factor) }, `×${factor}`)
      option.selected = factor === 1
      speed.append(option)
    }
    speed.addEventListener('change', () => (this.speed = Number(speed.value)))
    const to = {
      start: button('To the start', 'start', () => this.step(-this.last)),
      back: button('Step back', 'back', () => this.step(-1)),
      forward: button('Step forward', 'forward', () => this.step(1)),
      end: button('To the end', 'end', () => this.step(this.last)),
    }
    this.onward = el('button', { type: 'button', class: 'lab-onward' })
    this.onward.addEventListener('click', () => this.goOn())
    const always = [to.start, to.back, this.button, to.forward, to.end, this.range, speed]
    this.controls = [...always, this.onward]
    this.caption = el('p', { class: 'lab-caption' })
    this.saying = el('p', { class: 'lab-saying' })
    this.lock = el('p', { class: 'lab-lock' })
    this.live = el('p', { class: 'lab-live', 'aria-live': 'polite' })
    const root = el('div', { class: 'lab-player', role: 'group', 'aria-label': 'Player of the run', hidden: '' })
    this.row = el('div', { class: 'lab-player-row' })
    this.row.append(...always)
    root.append(this.row, this.caption, this.saying, this.lock, this.live)
    return root
  }
}
