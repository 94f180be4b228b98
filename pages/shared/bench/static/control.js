// @ts-check
/**
 * A control of the page that says which moment is on show. It goes with the player: where that has
 * rested for a while, the page is told, and sets the control. A move of the control comes as a scene
 * with another start.
 *
 * A message to the server carries what all controls said when it was sent. So the page is told while
 * nothing else is on its way or waits to be drawn; and when a scene comes from a message sent before
 * the page had answered, it says the moment that was left, and the player does not go back to that.
 */

import { atRest } from './idle.js'

const REST = 400 // milliseconds that the player rests at a moment before the page is told
const ELSE = 1200 // since the student has last done something else: its answer should be there
const BACK = 10_000 // since the browser's Back or Forward, whose answer sets all controls, unless it comes before
const ANSWER = 1500 // after which one that has not come is not waited for
const NONE = -1

export class Control {
  /** @param {() => number | null} now the moment at which the player rests @param {() => void} tell */
  constructor(now, tell, signal) {
    this.now = now
    this.send = tell
    /** What the control says, what the page has been told, and what the control said before that. */
    this.started = this.told = this.left = NONE
    this.at = 0
    this.back = -BACK // when the browser went back and the page has not answered since
    for (const kind of ['pointerdown', 'keydown', 'popstate']) addEventListener(kind, () => this.#act(), { signal })
    addEventListener('popstate', () => (this.back = performance.now()), { signal })
    signal.addEventListener('abort', () => this.#stop())
  }

  /** A scene with this start has come: whether the student has moved the control to it. */
  moved(start) {
    this.back = -BACK
    const moved = ![this.started, this.told, this.left].includes(start)
    if (start === this.told) this.told = NONE // answered
    if (moved) this.told = this.left = NONE
    this.started = start
    return moved
  }

  /** The player has come to rest. */
  rest() {
    this.#wait(REST)
  }

  /** Something else is on its way to the server; the scene that answers it says `rest` again. */
  hold() {
    this.#stop()
  }

  /** The student does something: after the page has answered, its messages are not late any more. */
  #act() {
    if (this.waiting) this.#wait(ELSE)
    if (this.told === NONE) this.left = NONE
  }

  #wait(time) {
    this.#stop()
    const waiting = setTimeout(() => atRest(() => waiting === this.waiting && this.#tell()), time)
    this.waiting = waiting
  }

  #tell() {
    this.waiting = 0
    const moment = this.now()
    if (moment === null || moment === this.started) return
    const now = performance.now()
    if ((this.told !== NONE && now - this.at < ANSWER) || now - this.back < BACK) return this.#wait(REST)
    Object.assign(this, { told: moment, left: this.started, at: now })
    this.send()
  }

  #stop() {
    clearTimeout(this.waiting)
    this.waiting = 0
  }
}
