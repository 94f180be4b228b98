// @ts-check
/**
 * What the student has done on the stage and the page has not answered yet. Streamlit shows a page the
 * last touch of a message only, and leaves out a message that waits when another one comes: so each
 * touch takes along those before it that are on their way, and the page does each of them once.
 *
 * A control that is moved while a touch waits tells the page what all controls said before the touch, and
 * the page computes with that. So when it has answered, what has waited is told once more: the page sets
 * again what such a message has undone (touches.py).
 *
 * The stage has an answer before the controls have it: Streamlit's tell what they were set to one
 * drawing later. So a touch that was answered still goes along until the browser has come to rest.
 */

import { atRest } from './idle.js'

const GIVEN_UP = 20_000 // milliseconds, after which a touch that was never answered is not told again
const ON_ITS_WAY = 150 // milliseconds in which a control that was moved has told the page
const AGAIN = 'again'

let count = Date.now() // rises over all stages that this tab comes to

export class Touches {
  /** @param {Element} stage where touches are made @param {(touch: object) => void} tell the page */
  constructor(stage, tell, signal) {
    this.waiting = []
    this.last = 0 // that was answered
    this.crossed = false // a control was moved while a touch waited
    this.telling = 0
    this.tell = tell
    const moved = ({ target }) => {
      if (stage.contains(target)) return
      this.crossed ||= this.waiting.some(({ touch }) => touch.kind !== AGAIN)
      // Later, where it was to be told: the controls are still moving.
      if (this.telling || (this.crossed && !this.#open.length)) this.#tellAgain()
    }
    for (const kind of ['keydown', 'click', 'input']) document.addEventListener(kind, moved, { signal, capture: true })
    signal.addEventListener('abort', () => clearTimeout(this.telling))
  }

  /** This touch, after all that wait for an answer. */
  add(touch) {
    const now = performance.now()
    this.waiting = this.waiting.filter(({ at }) => now - at < GIVEN_UP)
    this.waiting.push({ at: now, touch: { ...touch, count: ++count } })
    return this.waiting.map((one) => one.touch)
  }

  /** Whether the page's answer to the touch with this count is still to come. */
  waits(count) {
    const now = performance.now()
    return this.waiting.some(({ at, touch }) => touch.count === count && count > this.last && now - at < GIVEN_UP)
  }

  /** The page has done all touches up to this one. */
  answered(last) {
    this.last = last
    if (this.crossed && !this.#open.length) this.#tellAgain()
    else atRest(() => this.#settle())
  }

  /** Those that the page has not done yet. */
  get #open() {
    return this.waiting.filter(({ touch }) => touch.count > this.last)
  }

  /** The controls have what was answered: it does not go along any more. */
  #settle() {
    if (!this.crossed && !this.telling) this.waiting = this.#open
  }

  #tellAgain() {
    this.crossed = false
    clearTimeout(this.telling)
    this.telling = setTimeout(() => {
      this.telling = 0
      this.tell({ kind: AGAIN })
    }, ON_ITS_WAY)
  }
}
