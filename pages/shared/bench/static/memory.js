// @ts-check
/**
 * What a tab remembers of each page: the moment on show. A browser that may store nothing, such as in a
 * frame on another site's page, throws when it is asked: then nothing is remembered.
 */

/** @param {string} clock */
const place = (clock) => `lab ${location.pathname} ${clock}`

/** The moment of a run by this clock that was on show last. @param {string} clock */
export function lastMoment(clock) {
  try {
    return Number(sessionStorage.getItem(place(clock)) ?? NaN)
  } catch {
    return NaN
  }
}

/** @param {string} clock @param {number} moment */
export function keepMoment(clock, moment) {
  try {
    sessionStorage.setItem(place(clock), String(moment))
  } catch {
    // there is no other place for it
  }
}
