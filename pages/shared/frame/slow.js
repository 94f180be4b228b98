// What a run has not answered yet fades where that takes long (frame.css). Streamlit starts to fade all
// of it at every move, which is a fifth of the time that the browser needs for most answers.
{
  const SLOW_MS = 500
  /** @type {HTMLElement} */
  const app = document.querySelector('[data-testid=stApp]')
  let slow
  new MutationObserver(() => {
    clearTimeout(slow)
    document.documentElement.toggleAttribute('data-slow', false)
    if (app.dataset.testScriptState !== 'running') return
    slow = setTimeout(() => document.documentElement.toggleAttribute('data-slow', true), SLOW_MS)
  }).observe(app, { attributeFilter: ['data-test-script-state'] })
}
