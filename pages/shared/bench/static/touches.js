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
    const now = performance.now()
    this.waiting = this.waiting.filter(({ at }) => now - at < GIVEN_UP)
    this.waiting.push({ at: now, touch: { ...touch, count: ++count } })
    return this.waiting.map((one) => one.touch)
  }

  /** The page has done all touches up to this one. */
  answered(last) {
    this.waiting = this.waiting.filter(({ touch }) => touch.count > last)
  }
}
