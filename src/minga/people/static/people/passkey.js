// Says on the page that a passkey did not answer; allauth itself would only write to the console.
(function () {
  document.addEventListener('allauth.error', function (event) {
    const trouble = document.getElementById('passkey_trouble')
    if (!trouble) return
    event.preventDefault()
    trouble.hidden = false
  })
})()
