// How is a step recorded without network? It waits on this device and is sent, once, when there is.
"use strict";

const form = document.querySelector("[data-offline]");
const waitingList = document.querySelector("[data-waiting]");
const words = waitingList.dataset;

function database() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("minga-steps", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("steps", { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function store(mode, act) {
  const opened = await database();
  return new Promise((resolve, reject) => {
    const transaction = opened.transaction("steps", mode);
    const asked = act(transaction.objectStore("steps"));
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onerror = () => reject(transaction.error);
  });
}

const allWaiting = () => store("readonly", (steps) => steps.getAll());
const keep = (step) => store("readwrite", (steps) => steps.put(step));
const drop = (key) => store("readwrite", (steps) => steps.delete(key));

function token() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
}

// "sent" and "refused" are answers; without one the step goes on waiting.
async function send(step) {
  const body = new FormData();
  for (const [name, value] of step.fields) body.append(name, value);
  const answer = await fetch(form.action, {
    method: "POST",
    body,
    redirect: "manual",
    headers: { Accept: "application/json", "X-CSRFToken": token() },
  });
  if (answer.ok) return { outcome: "sent", url: (await answer.json()).url };
  if (answer.status === 422) return { outcome: "refused", errors: (await answer.json()).errors };
  return { outcome: answer.type === "opaqueredirect" || answer.status === 403 ? "signed-out" : "waiting" };
}

function line(step, said, url) {
  const row = document.createElement("li");
  const title = document.createElement(url ? "a" : "b");
  if (url) title.href = url;
  title.textContent = step.title;
  const state = document.createElement("p");
  state.className = "small";
  state.textContent = said;
  row.append(title, state);
  return row;
}

const done = [];

async function show(outcomes = new Map()) {
  const waiting = await allWaiting();
  const rows = waiting.map((step) => {
    const outcome = outcomes.get(step.key);
    const said = outcome?.errors ? `${words.refused} ${outcome.errors.join(" ")}` : words[outcome?.outcome === "signed-out" ? "signedOut" : "waits"];
    const row = line(step, said);
    if (outcome?.errors) row.append(dropButton(step.key));
    return row;
  });
  waitingList.replaceChildren(...rows, ...done);
  waitingList.closest("section").hidden = rows.length + done.length === 0;
}

function dropButton(key) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn line";
  button.textContent = words.drop;
  button.addEventListener("click", () => drop(key).then(() => show()));
  return button;
}

// One sending at a time, also among several windows of this browser.
function sendAll() {
  const work = async () => {
    const outcomes = new Map();
    for (const step of await allWaiting()) {
      const outcome = await send(step).catch(() => ({ outcome: "waiting" }));
      outcomes.set(step.key, outcome);
      if (outcome.outcome === "sent") {
        await drop(step.key);
        done.unshift(line(step, words.sent, outcome.url));
      }
    }
    await show(outcomes);
  };
  return navigator.locks ? navigator.locks.request("minga-steps", work) : work();
}

form.addEventListener("submit", async (event) => {
  if (!form.reportValidity()) return;
  event.preventDefault();
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
  const key = form.elements.key.value || crypto.randomUUID();
  await keep({ key, title: form.elements.title.value, fields: fields.map(([name, value]) => [name, name === "key" ? key : value]) });
  form.reset();
  form.elements.key.value = crypto.randomUUID();
  await show();
  await sendAll();
});

form.noValidate = false;
form.elements.key.value = crypto.randomUUID();
addEventListener("online", sendAll);
if ("serviceWorker" in navigator) navigator.serviceWorker.register(form.dataset.worker, { scope: form.dataset.scope });
show().then(sendAll);
