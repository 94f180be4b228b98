// A box for a number drops every sign that a browser does not know, and a page writes −0.68 with the true
// minus sign: copied into a box it would become 0.68 without a word. So there it becomes what the box takes.
document.addEventListener('beforeinput', (event) => {
  const { target, data } = event
  if (!(target instanceof HTMLInputElement) || target.type !== 'number' || !/[−–]/.test(data ?? '')) return
  event.preventDefault()
  document.execCommand('insertText', false, data.replace(/[−–]/g, '-')) // as if it had been typed: React hears of it
}, { capture: true })
