// Every page opens at its top, for the eye and for the keyboard. Streamlit stays where the page just
// left was scrolled to, unless the next one is slow enough for the screen to become empty meanwhile.
let shown, tell
export default function ({ data, setTriggerValue }) {
  tell = setTriggerValue
  /** @type {HTMLElement | null} */
  const main = document.querySelector('[data-testid=stMain]')
  if (main && shown && shown !== data.page) {
    main.scrollTo({ top: 0 })
    main.focus({ preventScroll: true })
  }
  shown = data.page
  rememberTicks(data.solved)
}

// What a student has solved is on the server, which forgets it when a page is loaded anew or when the line
// was broken for some minutes, as on a phone that slept. The tab remembers it while it is open, and tells
// a session that does not know of it, once. Where nothing may be stored, nothing is remembered.
const TICKS = 'lab solved'
let ticksTold = false
/** @param {string[]} solved what the session knows of */
function rememberTicks(solved) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(TICKS) ?? '[]')
    sessionStorage.setItem(TICKS, JSON.stringify([...new Set([...kept, ...solved])]))
    if (!ticksTold && kept.some((one) => !solved.includes(one))) tell('solved', kept)
    ticksTold = true
  } catch {
    // there is no other place for it
  }
}

// A move in the very moment in which the line breaks is never sent: its control would say one thing and the
// run another. So when the line is back, the server is told once more what all controls say.
let lost = false
/** @type {HTMLElement} */
const app = document.querySelector('[data-testid=stApp]')
new MutationObserver(() => {
  const connected = app.dataset.testConnectionState === 'CONNECTED'
  if (connected && lost) tell?.('back', true)
  lost = !connected
  if (lost) ticksTold = false // the line may come back to another session
}).observe(app, { attributeFilter: ['data-test-connection-state'] })
