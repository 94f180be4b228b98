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
}).observe(app, { attributeFilter: ['data-test-connection-state'] })
