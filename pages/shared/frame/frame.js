// Every page opens at its top, for the eye and for the keyboard. Streamlit stays where the page just
// left was scrolled to, unless the next one is slow enough for the screen to become empty meanwhile.
let shown, tell
export default function ({ data, setTriggerValue }) {
  tell = setTriggerValue
  const main = document.querySelector('[data-testid=stMain]')
  if (main && shown && shown !== data.page) {
    main.scrollTo({ top: 0 })
    main.focus({ preventScroll: true })
  }
  shown = data.page
}

// A button that goes away when it is pressed takes the focus along: it goes to the nearest box around
// the button that is left, such as the exercise, so that the next Tab goes on from there. The button that
// opens the list of pages on a phone hands it to the list.
const OPENER = '[data-testid=stExpandSidebarButton]'
let held = []
const watch = new MutationObserver(() => {
  const [button, ...around] = held
  if (button.isConnected || document.activeElement !== document.body) return
  const list = button.matches(OPENER) && document.querySelector('[data-testid=stSidebar]')
  const box = list || around.find((one) => one.isConnected)
  box.tabIndex = -1
  box.focus({ preventScroll: true })
})

function hold(button) {
  watch.disconnect()
  held = []
  for (let one = button; one; one = one.parentElement) held.push(one)
  if (button) watch.observe(document.body, { childList: true, subtree: true })
}

document.addEventListener('focusin', ({ target }) => hold(target.closest(`.stButton button, ${OPENER}`)))
document.addEventListener('pointerdown', () => hold(null)) // whoever clicks on nothing has left it

// What a run has not answered yet fades where that takes long (frame.css). Streamlit starts to fade all
// of it at every move, which is a fifth of the time that the browser needs for most answers.
const SLOW_MS = 500
const app = document.querySelector('[data-testid=stApp]')
let slow
new MutationObserver(() => {
  clearTimeout(slow)
  document.documentElement.toggleAttribute('data-slow', false)
  if (app.dataset.testScriptState !== 'running') return
  slow = setTimeout(() => document.documentElement.toggleAttribute('data-slow', true), SLOW_MS)
}).observe(app, { attributeFilter: ['data-test-script-state'] })

// A move in the very moment in which the line breaks is never sent: its control would say one thing and the
// run another. So when the line is back, the server is told once more what all controls say.
let lost = false
new MutationObserver(() => {
  const connected = app.dataset.testConnectionState === 'CONNECTED'
  if (connected && lost) tell?.('back', true)
  lost = !connected
}).observe(app, { attributeFilter: ['data-test-connection-state'] })
