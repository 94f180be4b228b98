// @ts-check
/**
 * A control of the page that says which moment is on show. It goes with the player: where that has
 * rested for a while, the page is told, and sets the control. A move of the control comes as a scene
 * with another start.
 */

const REST = 400 // milliseconds that the player rests at a moment before the page is told
const NONE = -1

export class Control {
  /**
   * @param {() => number | null} now the moment at which the player rests
   * @param {() => number} tell the page; how many touches that makes
   * @param {(count: number) => boolean} waits whether the answer to that touch is still to come
   */
  constructor(now, tell, waits) {
    this.now = now
    this.tell = tell
    this.waits = waits
    this.says = this.told = NONE
    /** @type {ReturnType<typeof setTimeout> | null} */
    this.resting = null
  }

  /** A scene with this start has come: whether the student has moved the control to it. */
  moved(start) {
    if (this.waits(this.told)) return false // it says where the player was
    const moved = start !== this.says
    this.says = start
    return moved
  }

  /** The player has come to rest. */
  rest() {
    this.stop()
    this.resting = setTimeout(() => this.#tell(), REST)
  }

  stop() {
    clearTimeout(this.resting)
    this.resting = null
  }

  /** Something else is about to be told, which may move the control: what came before it goes first. */
  hurry() {
    if (this.resting !== null) this.#tell()
  }

  #tell() {
    this.stop()
    const moment = this.now()
    if (moment === null || moment === this.says) return
    this.says = moment
    this.told = this.tell()
  }
}
