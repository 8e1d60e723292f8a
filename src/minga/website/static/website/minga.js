// What is nicer with a script? The switch of colours, sharing, printing, the size of a chosen file.
// Every page works without it: what needs it stays hidden until it is here.
"use strict";

const root = document.documentElement;
const systemIsDark = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : systemIsDark.matches;
}

function remember(theme) {
  try {
    if (theme) localStorage.setItem("minga-theme", theme);
    else localStorage.removeItem("minga-theme");
  } catch { /* storage may be refused: the choice lasts for this page */ }
}

function switchTheme(button) {
  const wanted = isDark() ? "light" : "dark";
  const sameAsSystem = (wanted === "dark") === systemIsDark.matches;
  if (sameAsSystem) delete root.dataset.theme;
  else root.dataset.theme = wanted;
  remember(sameAsSystem ? "" : wanted);
  nameTheme(button);
}

function nameTheme(button) {
  button.textContent = isDark() ? button.dataset.light : button.dataset.dark;
}

async function share(button) {
  const page = { title: document.title, url: location.href };
  if (navigator.share) return navigator.share(page).catch(() => undefined);
  await navigator.clipboard.writeText(page.url);
  button.querySelector("span").textContent = button.dataset.copied;
}

function sizeInWords(octets) {
  const unit = octets < 1e6 ? "kilobyte" : "megabyte";
  const amount = octets < 1e6 ? Math.max(1, Math.round(octets / 1e3)) : octets / 1e6;
  return new Intl.NumberFormat(root.lang, { style: "unit", unit, maximumFractionDigits: 1 }).format(amount);
}

function sayFile(input) {
  const said = input.nextElementSibling?.matches("output") ? input.nextElementSibling : document.createElement("output");
  said.className = "small";
  said.textContent = [...input.files].map((file) => `${file.name}, ${sizeInWords(file.size)}`).join(" · ");
  input.after(said);
}

for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;
for (const button of document.querySelectorAll("[data-theme-switch]")) {
  button.hidden = false;
  nameTheme(button);
  button.addEventListener("click", () => switchTheme(button));
}
for (const button of document.querySelectorAll("[data-share]")) button.addEventListener("click", () => share(button));
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
for (const input of document.querySelectorAll('input[type="file"]')) input.addEventListener("change", () => sayFile(input));
document.querySelector(".error-summary[autofocus]")?.focus();
