// Which colours did this browser choose? Read before the page is drawn, so that it does not flash.
try {
  const chosen = localStorage.getItem("minga-theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch { /* storage may be refused: the system decides */ }
