// @ts-check
/**
 * What the student has done on the stage and the page has not answered yet. Streamlit shows a page the
 * last touch of a message only, and leaves out a message that waits when another one comes: so each
 * touch takes along those before it that are on their way, and the page does each of them once.
 */

const GIVEN_UP = 20_000 // milliseconds, after which a touch that was never answered is not told again

let count = Date.now() // rises over all stages that this tab comes to

export class Touches {
  constructor() {
    this.waiting = []
  }

  /** This touch, after all that wait for an answer. */
  add(touch) {
    this.#giveUp()
    this.waiting.push({ at: performance.now(), touch: { ...touch, count: ++count } })
    return this.waiting.map((one) => one.touch)
  }

  /** Whether the page's answer to the touch with this count is still to come. */
  waits(count) {
    this.#giveUp()
    return this.waiting.some(({ touch }) => touch.count === count)
  }

  /** The page has done all touches up to this one. */
  answered(last) {
    this.waiting = this.waiting.filter(({ touch }) => touch.count > last)
  }

  #giveUp() {
    const now = performance.now()
    this.waiting = this.waiting.filter(({ at }) => now - at < GIVEN_UP)
  }
}
