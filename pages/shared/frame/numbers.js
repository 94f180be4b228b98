// A box for a number drops every sign that it does not know, without a word. A page writes −0.68 with the
// true minus sign: copied into a box it would become 0.68. Half of the world types 0,5: it would become 5,
// but in browsers of its own languages. So there both become what the box takes.
const BOXES = 'input[type=number], input.gdg-input' // the latter in a cell of one of Streamlit's tables
document.addEventListener('beforeinput', (event) => {
  const { target, data } = event
  if (!(target instanceof HTMLInputElement) || !data || !target.matches(BOXES)) return
  const signed = data.replace(/[−–]/g, '-')
  const whole = target.step === '1' // there 1,000 is a thousand
  const text = whole ? signed : signed.replace(/^([^.,]*),([^.,]*)$/, '$1.$2')
  if (text === data) return
  event.preventDefault()
  document.execCommand('insertText', false, text) // as if it had been typed: React hears of it
}, { capture: true })
