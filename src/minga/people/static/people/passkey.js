// What allauth's script for passkeys leaves to the page: no form is sent before the key has answered,
// and when it does not answer, that is said on the page instead of in the console.
(function () {
  document.addEventListener('click', function (event) {
    if (event.target.closest('[data-passkey]')) event.preventDefault()
  })
  document.addEventListener('allauth.error', function (event) {
    const trouble = document.getElementById('passkey_trouble')
    if (!trouble) return
    event.preventDefault()
    trouble.hidden = false
  })
})()
